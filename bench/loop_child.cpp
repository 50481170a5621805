// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop_child.h"

#include "measure.h"
#include "models/run_table.h"
#include "run_maker.h"
#include "screen_child.h"
#include "store/store_thread.h"

#include <QApplication>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>

#include <cstdio>

namespace shipglass::bench {

namespace {

constexpr std::size_t changedRuns = 5000, runsAtOnce = 200;
constexpr Millis frame{16};

/// Notes how far apart the beats of a timer of 1 ms are, and how much of it this thread itself has worked.
class Heartbeat {
public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { beat(); });
    }
    void start() {
        m_pauses.clear();
        m_own.clear();
        m_last = SteadyClock::now();
        m_lastOwn = ownTime();
        m_timer.start(1);
    }
    /// Prints what there was since start().
    void report() {
        m_timer.stop();
        std::printf("%.2f %.2f %.2f ", quantile(m_pauses, 0.999), quantile(m_pauses, 1), quantile(m_own, 1));
    }

private:
    void beat() {
        m_pauses.push_back(since(m_last));
        m_last = SteadyClock::now();
        const double own = ownTime();
        m_own.push_back(own - std::exchange(m_lastOwn, own));
    }

    QTimer m_timer;
    SteadyClock::time_point m_last;
    double m_lastOwn = 0;
    std::vector<double> m_pauses, m_own;
};

/// The newest runs as a poll would bring them again, each with another end.
std::vector<Batch> changesOf(const std::string& history) {
    Selection selection;
    selection.limit = changedRuns;
    selection.withDetails = true;
    selection.now = historyEnd;
    std::vector<Batch> batches;
    for (const Row& row : Reader::open(history).orThrow()->read(selection).orThrow()) {
        if (batches.empty() || batches.back().records().size() == runsAtOnce)
            batches.emplace_back(Facet::run, "*");
        auto run = std::get<Run>(row.record);
        run.status = run.status == RunStatus::failure ? RunStatus::success : RunStatus::failure;
        batches.back().add(std::move(run));
    }
    return batches;
}

/// What happens to the window, one after the other.
class Trial : public QObject {
public:
    Trial(const std::string& history, Millis span)
        : m_changes(changesOf(history)), m_store(history), m_span(span) {}

    /// Begins as soon as all rows are known.
    void begin(QTableView& view) {
        m_view = &view;
        const RunTable& runs = runsOf(view);
        if (runs.isCounted()) return rest();
        connect(&runs, &RunTable::counted, this, &Trial::rest, Qt::SingleShotConnection);
    }

private:
    void rest() {
        m_heart.start();
        QTimer::singleShot(m_span, this, &Trial::work);
    }
    void work() {
        m_heart.report();
        m_begin = SteadyClock::now();
        connect(&m_frames, &QTimer::timeout, this, &Trial::drag);
        connect(&m_arrivals, &QTimer::timeout, this, &Trial::arrive);
        m_view->verticalScrollBar()->setSliderDown(true);
        m_frames.start(frame);
        m_arrivals.start(m_span / static_cast<int>(m_changes.size() + 1));
        m_heart.start();
    }
    /// Down to the end and back, as far as time has gone.
    void drag() {
        const double part = since(m_begin) / static_cast<double>(m_span.count());
        if (part >= 1) return end();
        auto& bar = *m_view->verticalScrollBar();
        const double way = part < 0.5 ? part * 2 : 2 - part * 2;
        bar.setSliderPosition(static_cast<int>(way * bar.maximum()));
    }
    void arrive() {
        if (m_next == m_changes.size()) return;
        m_store.ask([this, &batch = m_changes[m_next++]](Writer& writer) {
            if (writer.write("ci", batch, historyEnd, 2)) m_stored += batch.records().size();
        });
    }
    void end() {
        m_frames.stop();
        m_arrivals.stop();
        m_view->verticalScrollBar()->setSliderDown(false);
        m_heart.report();
        std::printf("%zu %d\n", m_stored.load(), m_view->model()->rowCount());
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    std::vector<Batch> m_changes;
    std::atomic<std::size_t> m_stored{0};
    StoreThread m_store;
    Millis m_span;
    std::size_t m_next = 0;
    QTableView* m_view = nullptr;
    QTimer m_frames, m_arrivals;
    SteadyClock::time_point m_begin;
    Heartbeat m_heart;
};

} // namespace

int eventLoopChild(const std::vector<std::string>& arguments) {
    std::optional<Trial> trial;
    const Millis span{std::stoll(arguments.at(2))};
    ScreenWatch watch([&](QTableView& view) { trial.emplace(arguments.at(1), span).begin(view); });
    return runWatchedWindow(arguments.at(0), watch);
}

} // namespace shipglass::bench
