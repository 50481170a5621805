// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <string>
#include <vector>

class QTableView;

namespace shipglass {
class RunTable;
}

namespace shipglass::bench {

/// The clock that parent and child share.
std::int64_t nanosecondsNow();

/// As many rows belong to the first screen, and every history of the bench has more.
inline constexpr int firstRows = 200;

/// Watches an application's events for the first list that was painted with the first rows, and calls back
/// when that frame is done.
class ScreenWatch : public QObject {
public:
    using Painted = std::function<void(QTableView&)>;
    explicit ScreenWatch(Painted painted) : m_painted(std::move(painted)) {}
    bool eventFilter(QObject* receiver, QEvent* event) override;

private:
    Painted m_painted;
};

/// The table of runs that a view shows.
RunTable& runsOf(const QTableView& view);

/// Runs the program's own window, as `shipglass` does, with this watching it.
int runWatchedWindow(const std::string& config, ScreenWatch& watch);

/// Prints, of the program's window: ms from the start to the first frame with rows, ms of the processor and
/// MB until then; the same three until all rows are counted. Arguments: configuration, moment of the start.
int windowScreenChild(const std::vector<std::string>& arguments);
/// Prints the first three of a window that holds nothing but a list of fixed rows.
int bareScreenChild(const std::vector<std::string>& arguments);

} // namespace shipglass::bench
