// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery_maker.h"
#include "measure.h"
#include "parts.h"
#include "run_maker.h"
#include "table.h"

#include "models/dora/desk.h"
#include "models/pool_history.h"
#include "store/writer.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

namespace shipglass::bench {

namespace {

constexpr double choiceBar = 500; // milliseconds
constexpr std::size_t pageSize = 1000, arriving = 10;

/// Stores records of a kind from the oldest on, as they arrive, up to the one before `newest`.
void store(Writer& writer, const DeliveryMaker& maker, Kind kind, std::size_t newest) {
    std::size_t left = kind == Kind::alert ? maker.incidents() : maker.deployments();
    while (left > newest) {
        const std::size_t count = std::min(pageSize, left - newest);
        left -= count;
        writer.import(maker.make(kind, left, count), historyEnd).orThrow();
    }
}

/// When an answer was there after a wish, and when all the rest that the page shows at first was.
struct Waited {
    double answer = 0, rows = 0; ///< Milliseconds.
};

/// What is behind the DORA page, as the program makes it, on a clock that begins where the history ends.
class OpenDesk {
public:
    explicit OpenDesk(const std::string& path) : m_history(path) {
        QObject::connect(&m_seconds, &QTimer::timeout, &m_desk, &DoraDesk::tick);
        QObject::connect(&m_desk, &DoraDesk::failed, &m_loop, [this](const QString& why) {
            m_problem = why.toStdString();
            m_loop.quit();
        });
        QObject::connect(&m_desk, &DoraDesk::evidenceFound, &m_loop, &QEventLoop::quit);
        m_seconds.start(std::chrono::seconds(1));
    }

    const DoraFindings& findings() const { return *m_desk.findings(); }
    Waited refresh() {
        return waited([this] { m_desk.refresh(); });
    }
    Waited ask(const DoraWish& wish) {
        return waited([&] { m_desk.ask(wish); });
    }
    /// Lets an hour go by, so that it does not rest from the last reading any more.
    void rest() { m_rested = std::chrono::hours(1); }

private:
    template <class Act> Waited waited(Act act) {
        Waited found;
        const auto start = SteadyClock::now();
        const auto answered = QObject::connect(&m_desk, &DoraDesk::answered, &m_loop,
                                               [&found, start] { found.answer = since(start); });
        act();
        m_loop.exec();
        QObject::disconnect(answered);
        if (!m_problem.empty()) throw std::runtime_error(m_problem);
        found.rows = since(start);
        return found;
    }

    Time now() const { return historyEnd + m_rested + Millis(static_cast<std::int64_t>(since(m_start))); }

    SteadyClock::time_point m_start = SteadyClock::now();
    Millis m_rested{0};
    PoolHistory m_history;
    LiveTerms m_terms;
    DoraDesk m_desk{m_history, m_terms, [this] { return now(); }};
    QEventLoop m_loop;
    QTimer m_seconds;
    std::string m_problem;
};

/// Other windows and dialects in turn, of which no two are alike.
std::vector<DoraWish> choices(int rounds) {
    std::vector<DoraWish> wishes;
    for (int round = 0; round < rounds; ++round) {
        DoraWish wish;
        wish.period = round % 2 == 0 ? DoraPeriod::months12 : DoraPeriod::days90;
        wishes.push_back(wish);
        wish.dialect = round % 2 == 0 ? "metrik" : "gitlab";
        wishes.push_back(wish);
    }
    return wishes;
}

void add(Table& table, const std::string& what, const Waited& waited, std::optional<double> bar = {}) {
    table.add({what, millis(waited.answer), "", "", bar ? "<= " + millis(*bar) : "",
               bar ? std::optional(waited.answer <= *bar) : std::nullopt});
    table.add({"  and the rows behind the first key", millis(waited.rows), "", "", "", {}});
}

void measureChoices(Table& table, OpenDesk& desk, int rounds) {
    std::vector<double> answers, rows;
    const Time readAt = desk.findings().readAt;
    for (const auto& wish : choices(rounds)) {
        const auto waited = desk.ask(wish);
        answers.push_back(waited.answer);
        rows.push_back(waited.rows);
    }
    if (desk.findings().readAt != readAt) throw std::runtime_error("a choice read the history again");
    add(table, "another window or dialect", {median(answers), median(rows)}, choiceBar);
}

void measureArrival(Table& table, OpenDesk& desk, Writer& writer, const DeliveryMaker& maker) {
    const auto before = desk.findings().deployments;
    desk.rest();
    store(writer, maker, Kind::deployment, 0);
    add(table, std::to_string(arriving) + " deployments more", desk.refresh());
    if (desk.findings().deployments != before + arriving)
        throw std::runtime_error("what arrived was not counted");
}

} // namespace

void benchDesk(const Scale& scale) {
    const std::size_t rows = scale.smoke ? 2'000 : 100'000;
    const QTemporaryDir place(QString::fromStdString(scale.folder) + "/desk-XXXXXX");
    const std::string path = place.filePath(QStringLiteral("dora.sqlite")).toStdString();
    const DeliveryMaker maker(rows, rows / 10);
    const auto writer = Writer::open(path).orThrow();
    for (const Kind kind : {Kind::change, Kind::alert}) store(*writer, maker, kind, 0);
    store(*writer, maker, Kind::deployment, arriving);
    OpenDesk desk(path);
    Table table("The page DORA on " + std::to_string(rows) + " deployments and as many changes");
    add(table, "opened: the five keys", desk.refresh());
    measureChoices(table, desk, scale.rounds);
    measureArrival(table, desk, *writer, maker);
    table.note("choices: the median of " + std::to_string(2 * scale.rounds) +
               ", each from the facts that opening read");
    table.note("what arrives is read " + std::to_string(FactsKeeper::restFor) +
               " times as long after the reading before as that took: this wait is not counted");
    table.print();
}

} // namespace shipglass::bench
