// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "insight/dora/answer.h"

#include <cstdio>
#include <string>
#include <vector>

namespace shipglass {

/// What is asked, as it is said beside the answer.
struct DoraAsked {
    std::string timeZone, dialect, service, team, environment; ///< Empty where not asked.
    dora::Window window;
    int reportYear = 0;
    bool explain = false; ///< The rows behind every figure, too.
    bool series = false;  ///< In a table: the points, too.
};

/// Writes the answers of one dialect, or of all side by side, to a file: in the JSON that other tools read,
/// or as a table for people. The questions are the same, each in its dialect.
void writeDoraJson(std::FILE* out, const DoraAsked& asked, const dora::Facts& facts,
                   const std::vector<dora::Question>& questions);
void writeDoraTable(std::FILE* out, const DoraAsked& asked, const dora::Facts& facts,
                    const std::vector<dora::Question>& questions);

/// A row behind a figure, with the names of the record it stands for; ids of commits are their shas. Empty
/// texts are unknown.
struct DoraRow {
    std::string_view kind, source, id, key, rule, deployment;
    std::string_view part; ///< What it adds: `base`, `hit`, `both` or `support`; empty where it is not used.
    bool used = false;
    dora::Ms at = 0;
    std::optional<double> seconds;
};
std::vector<DoraRow> doraRows(const dora::Study& study, dora::Key key);

} // namespace shipglass
