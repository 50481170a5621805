// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/answer.h"

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

/// The answers of one dialect, or of all side by side, in the JSON that other tools read: one document and a
/// line end. The questions are the same, each in its dialect.
std::string doraJson(const DoraAsked& asked, const dora::Facts& facts,
                     const std::vector<dora::Question>& questions);

/// The answer of one dialect as CSV with a header: a line for each key over the window (`row` is `total`),
/// and one for each point of its series (`bucket`).
std::string doraCsv(const DoraAsked& asked, const dora::Facts& facts, const dora::Question& question);

/// A row behind a figure, with the names of the record it stands for; ids of commits are their shas. Empty
/// texts are unknown.
struct DoraRow {
    std::string_view kind, source, id, rule, deployment;
    std::string_view alertKey; ///< Of an incident: its system's own key.
    std::string_view part; ///< What it adds: `base`, `hit`, `both` or `support`; empty where it is not used.
    bool used = false;
    dora::Ms at = 0;
    std::optional<double> seconds;
};
std::vector<DoraRow> doraRows(const dora::Study& study, dora::Key key);

} // namespace shipglass
