// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/configured_source.h"
#include "query/services.h"

#include <optional>
#include <string>
#include <vector>

namespace shipglass {

/// How long records of each kind are kept; nothing is for ever, 0 is not at all.
struct KeepSpans {
    std::optional<Millis> runs{std::chrono::days(400)}, stages{std::chrono::days(30)},
        tests{std::chrono::days(30)}, metrics{std::chrono::days(30)}, logs{0}, deployments, changes, alerts,
        resources;

    bool operator==(const KeepSpans&) const = default;
};

/// `dora:`. An empty time zone was not said: UTC, except for times on the command line.
struct DoraSettings {
    std::vector<std::string> production{"prod", "production", "live"};
    std::string timeZone, weekStart = "monday", overlay;
    Millis incidentWindow{std::chrono::hours(24)};
    std::vector<std::string> hotfixBranches{"hotfix/*"}, hotfixLabels{"hotfix"}, hotfixTitles{"Revert *"};
    int reportYear = 2024;

    bool operator==(const DoraSettings&) const = default;
};

/// One page of the wall, for how long, and what it shows of it in the query language.
struct WallPage {
    std::string page, where;
    Millis duration{20'000};

    bool operator==(const WallPage&) const = default;
};

/// The whole file.
struct Config {
    std::string store = "sqlite"; ///< As written: `sqlite`, `sqlite:PATH` or `postgresql://...`.
    bool poll = true;
    KeepSpans keep;
    std::vector<ConfiguredSource> sources;
    ServiceRules services;
    DoraSettings dora;
    std::vector<WallPage> wall;

    const ConfiguredSource* source(const std::string& name) const;
};

} // namespace shipglass
