// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/source_state.h"
#include "store/sql.h"

#include <map>
#include <optional>

namespace shipglass {

/// How long a poll's outcome holds where the source's own rhythm is not known yet.
inline constexpr Millis defaultPatience = std::chrono::minutes{15};

/// Notes how a poll of a scope went. Polls of one outcome that follow each other within the source's patience
/// are one interval, so that a time when nobody asked stays a gap. `patience` is for what has no rhythm.
void notePoll(sql::Connection& connection, std::int64_t source, std::int64_t scope,
              const std::optional<Error>& error, Time now, std::optional<Millis> patience = std::nullopt);

/// Notes how the last poll of a source went as a whole, by its state: what a scope failed in is not its
/// failure.
void noteWholePoll(sql::Connection& connection, std::int64_t source, const SourceState& state);

/// What is known of a scope at a moment.
struct ScopeView {
    ScopeState state;
    std::optional<Time> freshUntil; ///< When it goes stale unless it is read again; nothing where it is.
    bool stale = true; ///< Its last poll failed, or lies longer back than the source's rhythm explains.
};

/// The scopes as they were at `at`, from the journal; of one source where one is given.
std::map<std::int64_t, ScopeView> scopesAt(sql::Connection& connection, Time at,
                                           std::optional<std::int64_t> source = std::nullopt);

/// The source as a whole as it was at `at`; nothing where no poll of it had ended.
std::optional<ScopeView> wholeAt(sql::Connection& connection, std::int64_t source, Time at);

} // namespace shipglass
