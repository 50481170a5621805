// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"
#include "history.h"
#include "parts.h"
#include "table.h"

#include <QTemporaryDir>

#include <stdexcept>

namespace shipglass::bench {

namespace {

constexpr double usualBar = 16, longestBar = 100;

Figure figureOf(const std::string& what, double measured, double bare, double bar) {
    return {what,           millis(measured), millis(bare), percent(measured / bare), "<= " + millis(bar),
            measured <= bar};
}

} // namespace

void benchLoop(const Scale& scale) {
    const QTemporaryDir folder(QString::fromStdString(scale.folder) + "/loop-XXXXXX");
    const std::filesystem::path copy = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    std::filesystem::copy_file(filledHistory(scale), copy);
    ChildHome home(scale, copy.string());
    const std::string span = scale.smoke ? "1000" : "10000";
    const auto numbers = home.run(loopChild, {copy.string(), span});
    if (numbers.size() != 8) throw std::runtime_error("the window's event loop was not measured");
    Table table("Event loop of the window with " + std::to_string(scale.rows) + " runs");
    table.add(figureOf("pause between beats of 1 ms, 99.9th percentile", numbers[3], numbers[0], usualBar));
    table.add(figureOf("pause between beats of 1 ms, longest", numbers[4], numbers[1], longestBar));
    table.add(
        {"most own work of the thread in one pause", millis(numbers[5]), millis(numbers[2]), "", "", {}});
    table.note("while the scroll bar is dragged from end to end and back in " + span + " ms, over " +
               decimal(numbers[7], 0) + " rows, and " + decimal(numbers[6], 0) + " changed runs are stored");
    table.note("bare limit: the same window and heartbeat for as long, with nothing to do");
    table.print();
}

} // namespace shipglass::bench
