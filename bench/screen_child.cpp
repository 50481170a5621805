// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_child.h"

#include "child_home.h"
#include "models/run_table.h"
#include "program/verbs.h"

#include <QApplication>
#include <QEvent>
#include <QStandardItemModel>
#include <QTableView>

#include <array>
#include <cstdio>
#include <ctime>
#include <stdexcept>

namespace shipglass::bench {

namespace {

QObject* watching = nullptr;
void watchApplication() { qApp->installEventFilter(watching); }

/// Milliseconds of the processor that all threads have used.
double processTime() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Milliseconds since a moment in text and of work, and the memory: what a child prints.
void report(const std::string& started) {
    const auto spent = static_cast<double>(nanosecondsNow() - std::stoll(started)) / 1e6;
    std::printf("%.2f %.2f %.1f\n", spent, processTime(), peakMemory());
    std::fflush(stdout);
}

void reportCounted(RunTable& runs, const std::string& started) {
    const auto end = [started] {
        report(started);
        QCoreApplication::quit();
    };
    if (runs.isCounted()) return end();
    QObject::connect(&runs, &RunTable::counted, qApp, end);
}

QStandardItemModel* fixedRows(QObject* parent) {
    auto* model = new QStandardItemModel(firstRows, RunTable::ColumnCount, parent);
    for (int row = 0; row < firstRows; ++row)
        for (int column = 0; column < RunTable::ColumnCount; ++column)
            model->setItem(row, column, new QStandardItem(QString::number(row)));
    return model;
}

} // namespace

std::int64_t nanosecondsNow() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

RunTable& runsOf(const QTableView& view) {
    auto* runs = qobject_cast<RunTable*>(view.model());
    if (!runs) throw std::runtime_error("the window shows another list than that of runs");
    return *runs;
}

bool ScreenWatch::eventFilter(QObject* receiver, QEvent* event) {
    if (event->type() != QEvent::Paint || !m_painted) return false;
    auto* view = qobject_cast<QTableView*>(receiver->parent());
    const auto* model = view ? view->model() : nullptr;
    if (!model || view->viewport() != receiver || model->rowCount() < firstRows) return false;
    if (!model->index(firstRows - 1, 0).data().isValid()) return false; // not read yet
    // Queued, so that the frame is drawn and handed to the screen by then.
    QMetaObject::invokeMethod(
        this, [view, painted = std::exchange(m_painted, nullptr)] { painted(*view); }, Qt::QueuedConnection);
    return false;
}

int runWatchedWindow(const std::string& config, ScreenWatch& watch) {
    watching = &watch;
    qAddPreRoutine(watchApplication);
    std::string name = "shipglass";
    std::array<char*, 2> argv{name.data(), nullptr};
    int argc = 1;
    cli::Common common;
    common.config = config;
    common.noPoll = true;
    return static_cast<int>(runWindow(argc, argv.data(), common, {}));
}

int windowScreenChild(const std::vector<std::string>& arguments) {
    ScreenWatch watch([started = arguments.at(1)](QTableView& view) {
        report(started);
        reportCounted(runsOf(view), started);
    });
    return runWatchedWindow(arguments.at(0), watch);
}

int bareScreenChild(const std::vector<std::string>& arguments) {
    std::string name = "bare";
    std::array<char*, 2> argv{name.data(), nullptr};
    int argc = 1;
    const QApplication application(argc, argv.data());
    ScreenWatch watch([started = arguments.at(1)](QTableView&) {
        report(started);
        QCoreApplication::quit();
    });
    qApp->installEventFilter(&watch);
    QTableView view;
    view.setModel(fixedRows(&view));
    view.resize(1280, 800);
    view.show();
    return QApplication::exec();
}

} // namespace shipglass::bench
