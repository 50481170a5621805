// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"
#include "history.h"
#include "measure.h"
#include "parts.h"
#include "table.h"

namespace shipglass::bench {

namespace {

constexpr double timeBar = 150, memoryBar = 120;

/// What every round printed, column by column.
using Columns = std::vector<std::vector<double>>;

void add(Columns& columns, const std::vector<double>& numbers, std::size_t expected) {
    if (numbers.size() != expected) throw std::runtime_error("the window showed no rows");
    columns.resize(expected);
    for (std::size_t at = 0; at < expected; ++at) columns[at].push_back(numbers[at]);
}

Figure figureOf(const std::string& what, double measured, double bare, const std::string& unit, double bar) {
    return {what,
            decimal(measured, 0) + unit,
            decimal(bare, 0) + unit,
            percent(measured / bare),
            "<= " + decimal(bar, 0) + unit,
            measured <= bar};
}

} // namespace

void benchScreen(const Scale& scale) {
    ChildHome home(scale, filledHistory(scale).string());
    Columns window, bare;
    for (int round = 0; round <= scale.rounds; ++round) {
        const auto shown = home.run(windowChild, {});
        const auto least = home.run(bareChild, {});
        if (round == 0) continue; // the first warms up
        add(window, shown, 6);
        add(bare, least, 3);
    }
    Table table("First screen of " + std::to_string(scale.rows) + " runs");
    table.add(figureOf("first 200 rows painted, from the start of the process", median(window[0]),
                       median(bare[0]), " ms", timeBar));
    table.add({"  the quickest of the starts",
               millis(quantile(window[0], 0)),
               millis(quantile(bare[0], 0)),
               "",
               "",
               {}});
    table.add(
        figureOf("  memory at its highest until then", median(window[2]), median(bare[2]), " MB", memoryBar));
    table.add({"  processor time of all threads until then",
               millis(median(window[1])),
               millis(median(bare[1])),
               percent(median(window[1]) / median(bare[1])),
               "",
               {}});
    table.add({"all rows counted", millis(median(window[3])), "", "", "", {}});
    table.add({"  memory at its highest until then", decimal(median(window[5]), 0) + " MB", "", "", "", {}});
    table.note("medians of " + std::to_string(scale.rounds) +
               " starts of the program's own window, offscreen");
    table.note("bare limit: a bare Qt list of 200 fixed rows, started in the same way");
    table.print();
}

} // namespace shipglass::bench
