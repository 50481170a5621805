// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fields.h"
#include "query/match.h"
#include "query/resolve.h"
#include "support/random_records.h"

#include "test_history.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;
using namespace std::chrono_literals;
using query::FieldType;
using query::Operator;

namespace {

/// Makes queries about what the records hold, so that they find something.
class RandomQueries {
public:
    RandomQueries(RandomRecords& random, Kind kind, const std::vector<Record>& records)
        : m_random(random), m_kind(kind), m_records(records) {}

    query::Query query() {
        query::Query query;
        for (std::size_t count = 1 + m_random.below(3); count > 0; --count) query.terms.push_back(term());
        return query;
    }

private:
    query::Term term() {
        query::Term term;
        term.negated = m_random.chance(30);
        if (m_random.chance(20)) {
            term.values.push_back({piece(m_random.text()), true});
            return term;
        }
        const query::Field field = anyField();
        term.field = field.name;
        term.op = m_random.chance(60) ? Operator::anyOf : anyOperator();
        const std::size_t values = term.op == Operator::anyOf ? 1 + m_random.below(3) : 1;
        for (std::size_t count = 0; count < values; ++count) term.values.push_back(operand(field, term.op));
        return term;
    }
    query::Field anyField() {
        const auto& fields = query::fieldsOf(m_kind);
        const std::size_t pick = m_random.below(fields.size() + 3);
        if (pick < fields.size()) return fields[pick];
        const bool label = m_random.chance(50) && query::findField(m_kind, "label.x").ok();
        const std::string name = (label ? "label." : "attr.") + m_random.text();
        return query::findField(m_kind, name).orThrow();
    }
    Operator anyOperator() {
        constexpr std::array all{Operator::exact, Operator::less, Operator::lessEqual, Operator::greater,
                                 Operator::greaterEqual};
        return all[m_random.below(all.size())];
    }
    query::Operand operand(const query::Field& field, Operator op) {
        if (m_random.chance(5)) return {"*", false};
        switch (field.type) {
        case FieldType::word:
        case FieldType::severity:
            return {std::string(field.words[m_random.below(field.words.size())]), false};
        case FieldType::flag:
            return {m_random.chance(50) ? "true" : "False", false};
        case FieldType::number:
            return {std::to_string(m_random.below(5)), false};
        case FieldType::time:
            return {formatTime(m_random.time()), false};
        case FieldType::duration:
            return {std::to_string(m_random.below(300)) + "d", false};
        default:
            return text(field, op);
        }
    }
    query::Operand text(const query::Field& field, Operator op) {
        std::string text = m_random.chance(70) ? heldText(field.name) : m_random.text();
        if (field.type == FieldType::attribute && m_random.chance(30))
            text = std::to_string(m_random.below(5));
        if (op == Operator::anyOf && m_random.chance(40)) return {glob(piece(text)), false};
        if (m_random.chance(20))
            for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        return {text, m_random.chance(50)};
    }
    /// What some record has in the field.
    std::string heldText(const std::string& name) {
        std::string held = m_random.text();
        const auto take = [&]<class T>(std::string_view field, const T& value) {
            if constexpr (std::is_same_v<T, std::string>)
                if (field == name && !value.empty()) held = value;
        };
        std::visit([&](const auto& record) { eachField(record, take); },
                   m_records[m_random.below(m_records.size())]);
        return held;
    }
    /// A part of a text that does not cut a letter in two.
    std::string piece(const std::string& text) {
        if (text.size() < 3 || std::any_of(text.begin(), text.end(), [](char c) { return c < 0; }))
            return text;
        const std::size_t begin = m_random.below(text.size() - 1);
        return text.substr(begin, 1 + m_random.below(text.size() - begin));
    }
    std::string glob(const std::string& text) {
        return (m_random.chance(50) ? "*" : "") + text + (m_random.chance(70) ? "*" : "");
    }

    RandomRecords& m_random;
    Kind m_kind;
    const std::vector<Record>& m_records;
};

ServiceRules rules() {
    ServiceRule web;
    web.name = "web";
    web.team = "shop";
    web.repositories = {"ac*", "r7"};
    web.pipelines = {"*deploy*"};
    ServiceRule api;
    api.name = "api";
    api.team = "core";
    api.projects = {"*o*"};
    api.labels = {{"main", "*"}};
    api.incidentLabels = {{"web", "*e*"}, {"api", "*"}};
    ServiceRule bot;
    bot.name = "Main";
    bot.team = "shop";
    return {web, api, bot};
}

std::vector<std::string> idsOf(const std::vector<Row>& rows) {
    std::vector<std::string> ids;
    for (const Row& row : rows) ids.push_back(common(row.record).source + "/" + common(row.record).id);
    return ids;
}

} // namespace

/// SQL and the match in memory must agree on every record and query.
class QuerySqlTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheMatchInMemory_data();
    void agreesWithTheMatchInMemory();
    void pagesJoinWithoutGapOrDouble();
    void spansAreHalfOpen();
    void unknownFieldsAreMistakes();
    void textsThatLookLikeSql();

private:
    void compare(TestHistory& history, const query::Query& where, Kind kind, std::optional<Time> asOf);
    int m_found = 0;
};

void QuerySqlTest::agreesWithTheMatchInMemory_data() {
    QTest::addColumn<int>("kind");
    for (std::size_t kind = 0; kind < Words<Kind>::list.size(); ++kind)
        QTest::newRow(std::string(Words<Kind>::list[kind]).c_str()) << int(kind);
}

void QuerySqlTest::compare(TestHistory& history, const query::Query& where, Kind kind,
                           std::optional<Time> asOf) {
    Selection selection;
    selection.kind = kind;
    selection.limit = 0;
    selection.now = history.now;
    selection.withDetails = true;
    selection.asOf = asOf;
    const auto all = history.reader->read(selection).orThrow();
    const ServiceRules services = rules();
    std::vector<std::string> expected;
    for (const Row& row : all)
        if (query::matches(where, row.record, {asOf.value_or(history.now), &services, row.stale}))
            expected.push_back(common(row.record).source + "/" + common(row.record).id);
    selection.where = where;
    const auto found = idsOf(history.reader->read(selection).orThrow());
    if (found != expected) qWarning() << query::format(where).c_str() << found.size() << expected.size();
    QVERIFY(found == expected);
    QCOMPARE(history.reader->count(selection).orThrow(), static_cast<std::int64_t>(expected.size()));
    m_found += !expected.empty() && expected.size() < all.size();
}

void QuerySqlTest::agreesWithTheMatchInMemory() {
    QFETCH(int, kind);
    RandomRecords random(static_cast<std::uint64_t>(kind) + 11);
    TestHistory history;
    history.reader->setServices(rules());
    std::vector<Record> records;
    Batch batches[] = {Batch(Kind::run, "a"), Batch(Kind::run, "b")};
    for (int count = 0; count < 80; ++count) {
        Record record = random.record(static_cast<Kind>(kind));
        if (auto* alert = std::get_if<Alert>(&record)) alert->key = alert->id;
        if (auto* test = std::get_if<TestCase>(&record)) test->status = TestStatus::failed;
        records.push_back(record);
        batches[random.below(2)].add(std::move(record));
    }
    for (Batch& batch : batches) history.writer->write("acme", batch.setLast(), history.now, 1).orThrow();
    history.now += 1min;
    history.writer->fail("acme", Kind::run, "b", {Fault::server, "down", 500, {}}, history.now).orThrow();
    RandomQueries queries(random, static_cast<Kind>(kind), records);
    m_found = 0;
    for (int count = 0; count < 300; ++count) {
        const query::Query where = queries.query();
        if (!query::resolve(where, static_cast<Kind>(kind), history.now)) continue;
        compare(history, where, static_cast<Kind>(kind), std::nullopt);
        if (QTest::currentTestFailed()) return;
        if (count % 5 == 0)
            compare(history, where, static_cast<Kind>(kind), parseTime("2026-05-04T10:00:30Z"));
        if (QTest::currentTestFailed()) return;
    }
    QVERIFY2(m_found > 20, "the queries are to find some records and leave others out");
}

void QuerySqlTest::pagesJoinWithoutGapOrDouble() {
    TestHistory history;
    std::vector<Run> runs;
    for (int count = 0; count < 90; ++count)
        runs.push_back(run(std::to_string(count), RunStatus::success, at("09:00:00") + 1s * (count / 7)));
    history.poll<Run>(runs);
    for (const char* where : {"", "status:success", "id:*", "attr.x:1 -status:success"}) {
        Selection selection;
        selection.now = history.now;
        selection.where = query::parse(where).orThrow();
        selection.limit = 0;
        const auto all = history.reader->read(selection).orThrow();
        std::vector<Row> pages;
        selection.limit = 8;
        for (bool more = true; more;) {
            const auto page = history.reader->read(selection).orThrow();
            pages.insert(pages.end(), page.begin(), page.end());
            more = page.size() == 8;
            if (!more) break;
            selection.afterBegan = page.back().began;
            selection.afterRow = page.back().row;
        }
        QVERIFY(idsOf(pages) == idsOf(all));
    }
}

void QuerySqlTest::spansAreHalfOpen() {
    TestHistory history;
    history.poll<Run>({run("a", RunStatus::success, at("09:00:00")),
                       run("b", RunStatus::success, at("09:01:00")),
                       run("c", RunStatus::success, at("09:02:00"))});
    Selection selection;
    selection.since = at("09:00:00");
    selection.until = at("09:02:00");
    QCOMPARE(history.ids(selection), (std::vector<std::string>{"b", "a"}));
}

void QuerySqlTest::unknownFieldsAreMistakes() {
    TestHistory history;
    Selection selection;
    selection.where = query::parse("brnach:main").orThrow();
    const auto answer = history.reader->read(selection);
    QVERIFY(!answer);
    QVERIFY(answer.error().fault == Fault::config);
    QVERIFY(answer.error().message.find("branch") != std::string::npos);
}

void QuerySqlTest::textsThatLookLikeSql() {
    TestHistory history;
    const std::vector<std::string> titles{"'; DROP TABLE runs; --", "50% off",     "50x off",  "a_b", "axb",
                                          "say \"hi\" AND",         "back\\slash", "NEAR(a b)"};
    std::vector<Run> runs;
    for (const std::string& title : titles) {
        runs.push_back(run("id of " + std::to_string(runs.size()), RunStatus::success, at("09:00:00")));
        runs.back().title = title;
    }
    history.poll<Run>(runs);
    for (const std::string& title : titles) {
        Selection selection;
        query::Term term;
        term.values.push_back({title, true});
        selection.where.terms.push_back(term);
        QCOMPARE(history.ids(selection).size(), std::size_t{1});
        selection.where.terms.front().field = "title";
        selection.where.terms.front().op = Operator::anyOf;
        QCOMPARE(history.ids(selection).size(), std::size_t{1});
    }
}

QTEST_GUILESS_MAIN(QuerySqlTest)
#include "tst_query_sql.moc"
