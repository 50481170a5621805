// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <QString>

#include <array>
#include <vector>

namespace shipglass {

/// A source that still fills its history back, and how far it is in its own words.
struct BackfillText {
    std::string source;
    QString progress;
};

/// The few numbers that say how everything is: for cards, status bar and tray.
struct Digest {
    std::optional<Error> error;            ///< What could not be read; then no number may be trusted.
    std::int64_t running = 0, waiting = 0; ///< Runs now; waiting counts queued ones too.
    std::int64_t succeeded = 0,
                 failed = 0; ///< Runs that began in the last 24 hours; failed counts unstable ones too.
    std::array<std::int64_t, 5> firingBy{};  ///< By Severity.
    std::int64_t handled = 0;                ///< Alerts acknowledged or silenced.
    std::array<std::int64_t, 6> sourcesBy{}; ///< By SourceHealth, those of the configuration.
    std::int64_t otherSources = 0;           ///< Imported, or no longer in the configuration.
    QString stalest; ///< The source that is unwell and was read longest ago; empty when all are well.
    std::optional<Time> stalestAt; ///< When it was last read; nothing for never.
    std::vector<BackfillText> backfills;

    std::int64_t firing(Severity severity) const { return firingBy[static_cast<std::size_t>(severity)]; }
    std::int64_t firing() const;
    std::int64_t sources(SourceHealth health) const { return sourcesBy[static_cast<std::size_t>(health)]; }
    std::int64_t sourceCount() const;
    /// Sources whose data may be old: stale, failing or rate limited.
    std::int64_t unwell() const;
};

/// Reads them on a reader's thread.
Digest readDigest(Reader& reader, Time now, std::optional<Time> asOf = {});

} // namespace shipglass
