// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "case_run.h"
#include "connectors/registry.h"
#include "hostile_body.h"
#include "hostile_exchanges.h"
#include "record_check.h"
#include "support/direct_store.h"

#include <QDir>

#include <algorithm>

using namespace shipglass;
using namespace std::chrono_literals;
using nlohmann::json;
using Pointer = json::json_pointer;

namespace {

bool watchesState(const Connector& connector) {
    return std::any_of(connector.facets.begin(), connector.facets.end(), isStateFacet);
}

/// A value of an answer that is replaced by another, and which it was, for people.
struct Break {
    std::size_t exchange = 0;
    Pointer pointer;
    json with;

    std::string describe() const {
        return "exchange " + std::to_string(exchange) + ", " + pointer.to_string() + ": " + with.dump();
    }
};
using Breaks = std::vector<Break>;

/// Every row of every list with each of the things in its place that are no row, and each of its members
/// gone or of another type.
void breakRow(Breaks& breaks, std::size_t exchange, const Pointer& pointer, const json& row) {
    for (const json& with : {json(), json(7), json("x"), json::array(), json::object()})
        breaks.push_back({exchange, pointer, with});
    for (const auto& [name, value] : row.items())
        for (const json& with : {json(), json{{"one", 1}}})
            breaks.push_back({exchange, pointer / name, with});
}

void breakRows(Breaks& breaks, std::size_t exchange, const Pointer& pointer, const json& value) {
    const bool rows = value.is_array() && !value.empty() && value.front().is_object();
    if (rows) breaks.push_back({exchange, pointer, json(value.size(), nullptr)});
    if (rows)
        for (std::size_t at = 0; at < value.size(); ++at) breakRow(breaks, exchange, pointer / at, value[at]);
    if (!value.is_structured()) return;
    for (const auto& [name, member] : value.items())
        breakRows(breaks, exchange, value.is_array() ? pointer / std::stoul(name) : pointer / name, member);
}

/// A case folder, and what can be broken of its answers.
struct StateCase {
    std::string folder;
    json settings, exchanges;

    explicit StateCase(const std::string& path)
        : folder(path), settings(readCaseFile(path + "/settings.json")), exchanges(hostileExchanges(path)) {}

    Breaks breaks() const {
        Breaks breaks;
        for (std::size_t index = 0; index < exchanges.size(); ++index)
            if (exchanges[index].contains("response") && exchanges[index]["response"].contains("json"))
                breakRows(breaks, index, Pointer(), exchanges[index]["response"]["json"]);
        return breaks;
    }
    std::unique_ptr<CaseRun> play(const Break* broken = nullptr) const {
        json answers = exchanges;
        if (broken) answers[broken->exchange]["response"]["json"][broken->pointer] = broken->with;
        for (json& exchange : answers)
            if (exchange.contains("response") && exchange["response"].contains("json"))
                setBody(exchange["response"], textOf(exchange["response"]));
        auto run = std::make_unique<CaseRun>(settings, answers, folder);
        run->run();
        return run;
    }
};

std::vector<Record> stateOf(const CaseRun& run) {
    std::vector<Record> records;
    for (const auto& batch : run.host().batches)
        for (const auto& record : batch.records())
            if (isStateFacet(kindOf(record))) records.push_back(record);
    return records;
}

bool isOpen(const Record& record) {
    if (const auto* alert = std::get_if<Alert>(&record)) return alert->state != AlertState::resolved;
    const auto* resource = std::get_if<Resource>(&record);
    return resource && !resource->removedAt;
}

/// The cases that tell of a state: `full` if it does, else all that do.
std::vector<StateCase> casesOf(const QString& kind) {
    std::vector<StateCase> cases;
    const QDir folder(QString(SHIPGLASS_CASES) + "/" + kind);
    auto names = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    std::stable_partition(names.begin(), names.end(), [](const QString& name) { return name == "full"; });
    for (const auto& name : names) {
        if (!QFile::exists(folder.filePath(name + "/exchange.json"))) continue;
        StateCase played(folder.filePath(name).toStdString());
        if (played.settings.contains("call") || stateOf(*played.play()).empty()) continue;
        cases.push_back(std::move(played));
        if (name == "full") break;
    }
    return cases;
}

/// A history in which every source is one play, from poll to poll.
class PolledHistory {
public:
    void begin() { m_source = "source" + std::to_string(++m_sources); }
    void poll(const CaseRun& run, Time now) {
        for (const auto& batch : run.host().batches)
            if (isStateFacet(batch.facet()))
                m_store.writer().write(m_source, batch, now, epochMs(now)).value();
        for (const auto& failed : run.host().failures)
            m_store.writer().fail(m_source, failed.facet, failed.scope, failed.error, now).value();
    }
    Record find(const Record& record, Time now) {
        return m_store.reader().find(kindOf(record), m_source, common(record).id, now).value().record;
    }

private:
    DirectStore m_store;
    std::string m_source;
    int m_sources = 0;
};

/// Polls well, and then twice badly, further apart than absence takes to close; gives what was lost.
std::string lostBetween(const CaseRun& well, const CaseRun& badly, PolledHistory& history) {
    const Time begin = FakeClock().now(), end = begin + 4min;
    history.begin();
    history.poll(well, begin);
    for (const Time now : {begin + 2min, end}) history.poll(badly, now);
    for (const auto& before : stateOf(well)) {
        const auto after = history.find(before, end);
        const auto name = std::string(word(kindOf(before))) + " " + common(before).id;
        if (isOpen(before) && !isOpen(after)) return name + " was closed";
        if (goodNewsOf(before).empty() && !goodNewsOf(after).empty())
            return name + " turned to " + goodNewsOf(after);
    }
    return {};
}

/// What every break of the case loses; "" for nothing.
std::string lostBy(const StateCase& played, PolledHistory& history) {
    const auto well = played.play();
    for (const auto& broken : played.breaks()) {
        const auto badly = played.play(&broken);
        if (stateOf(*badly) == stateOf(*well)) continue; // another list was hit
        const auto lost = lostBetween(*well, *badly, history);
        if (!lost.empty()) return played.folder + ", " + broken.describe() + ": " + lost;
    }
    return {};
}

} // namespace

/// A row that cannot be read is not a row that is gone. Every connector with alerts or resources is played
/// with each row of its answers broken: nothing that was known is closed by it, or looks healthier than it
/// is.
class StateRowsTest : public QObject {
    Q_OBJECT
private slots:
    void brokenRowsCloseNothing_data();
    void brokenRowsCloseNothing();
};

void StateRowsTest::brokenRowsCloseNothing_data() {
    QTest::addColumn<QString>("kind");
    for (const auto* connector : allConnectors()) {
        if (!watchesState(*connector)) continue;
        const auto kind =
            QString::fromUtf8(connector->id.data(), static_cast<qsizetype>(connector->id.size()));
        QTest::newRow(qPrintable(kind)) << kind;
    }
}

void StateRowsTest::brokenRowsCloseNothing() {
    QFETCH(QString, kind);
    const auto cases = casesOf(kind);
    QVERIFY2(!cases.empty(), "no case of the connector tells of an alert or a resource");
    PolledHistory history;
    for (const auto& played : cases) {
        const auto lost = lostBy(played, history);
        if (!lost.empty()) QFAIL(lost.c_str());
    }
}

QTEST_APPLESS_MAIN(StateRowsTest)
#include "tst_state_rows.moc"
