// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/record.h"

#include <map>
#include <string>
#include <vector>

namespace shipglass {

/// How a source is doing, as every window and wall shows it.
enum class SourceHealth { unknown, fresh, stale, failing, rateLimited, disabled };
template <> struct Words<SourceHealth> {
    static constexpr std::array<std::string_view, 6> list{"unknown", "fresh",        "stale",
                                                          "failing", "rate_limited", "disabled"};
};

/// One facet of one scope: how the last poll of it went, and since when that is so.
struct ScopeState {
    Facet facet = Facet::run;
    std::string scope;
    bool ok = false;
    std::optional<Error> error;
    std::optional<Time> okAt;    ///< The last poll that succeeded.
    std::optional<Time> since;   ///< When the present outcome began.
    std::optional<Time> askedAt; ///< The last poll of any outcome.
    std::string refusedTo;       ///< The last account that was refused, as Writer::refused() was told.
};

/// The scope of what did not come from polls: files, and records that a person opened.
inline constexpr std::string_view importScope = "import";

/// The outcome of a scope that a whole poll did not hear of any more: not listed, or taken out of the file.
const Error& notWatched();
/// False for a scope that is no longer watched, and for one that no poll is about.
bool isWatched(const ScopeState& scope);
/// What to say of a source whose list shrank by more than half within the last day, as the journal keeps what
/// is gone for that long; "" where it did not. A scope is counted once, whatever its facets.
std::string shrinkage(const std::vector<ScopeState>& scopes);
/// A credential that was refused, or is not there: a person has to mend that, outside of our sight maybe. Who
/// asks often meanwhile gets the account locked.
bool waitsForPerson(Fault fault);
/// Whether an error of one scope says more of the whole source than that of another: a rate limit holds all
/// of it, a missing permission only itself.
bool outweighs(const Error& error, const Error& other);

/// What the store keeps of a source between polls and across restarts.
struct SourceState {
    std::string source, kind;
    bool configured = true; ///< Unless the reader was told of other sources: it was imported, or taken out.
    SourceHealth health = SourceHealth::unknown;
    std::optional<Error> error;
    std::optional<Time> polledAt, okAt, nextPollAt;
    int failures = 0;                                                  ///< Failed polls in a row.
    std::int64_t requests = 0, notModified = 0, bytes = 0, millis = 0; ///< Of the last poll.
    std::int64_t requestsLastHour = 0, bytesLastHour = 0;
    Millis skew{0};                 ///< The server's clock minus ours.
    std::string backfill;           ///< "" when done, else how far: shown as it is.
    std::vector<ScopeState> scopes; ///< Filled in on reading.
};

/// A source that the configuration names.
struct ConfiguredName {
    std::string source, kind;
    bool enabled = true;
};
/// Adds those of the configuration that no poll has made known yet, in the order of names, and notes of all
/// whether they are in it.
void addConfigured(std::vector<SourceState>& states, const std::vector<ConfiguredName>& configured);
/// When it was last read: by a poll, or what was imported of it.
std::optional<Time> lastReadAt(const SourceState& state);

} // namespace shipglass
