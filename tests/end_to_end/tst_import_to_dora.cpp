// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace shipglass::testing;

namespace {

const QStringList kMay{"--since", "2026-05-01T00:00:00Z", "--until", "2026-05-11T00:00:00Z"};

QByteArray deployment(const QByteArray& id, const QByteArray& more) {
    return "{\"kind\":\"deployment\",\"source\":\"cd\",\"id\":\"" + id +
           "\",\"service\":\"web\",\"environment\":\"production\"," + more + "}\n";
}
QByteArray success(const QByteArray& id, const QByteArray& finishedAt) {
    return deployment(id, "\"status\":\"success\",\"finishedAt\":\"" + finishedAt + "\"");
}

} // namespace

/// What imported records come to: which of them count, and what is said of those that do not.
class ImportToDoraTest : public QObject {
    Q_OBJECT

private slots:
    void fieldsOfAnotherTypeAreNamed();
    void theMomentOfTheImportIsNobodysEnd();
    void aResolvedIncidentIsOver();
    void anIncidentMayCallProductionByAnotherName();
    void rowsAreOneListToo();
    void rulesSayWhatHappened();
    void thePastHasItsOwnLastMidnight();

private:
    Outcome import(const Home& home, const QByteArray& records) const {
        return home.run({"import", home.write("records.ndjson", records)});
    }
    QJsonObject ask(const Home& home, const QStringList& arguments) const {
        const Outcome outcome = home.run(QStringList{"dora", "--format", "json"} + arguments);
        return QJsonDocument::fromJson(outcome.out).object();
    }
    QJsonObject key(const Home& home, const char* name, const QStringList& arguments = kMay) const {
        return ask(home, arguments)["keys"][QLatin1String(name)].toObject();
    }
};

void ImportToDoraTest::fieldsOfAnotherTypeAreNamed() {
    const Home home;
    const Outcome outcome = import(home, success("1", "2026-05-04T10:00:00Z") + success("2", "yesterday"));
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.contains("records.ndjson:2: finishedAt is not what the field holds\n"), outcome.err);
    QVERIFY(home.show({"deployments"}).isEmpty());
}

void ImportToDoraTest::theMomentOfTheImportIsNobodysEnd() {
    const Home home;
    const Outcome outcome =
        import(home, success("1", "2026-05-04T10:00:00Z") + deployment("2", "\"status\":\"success\"") +
                         deployment("3", "\"status\":\"success\",\"startedAt\":\"2026-05-04T10:00:00Z\","
                                         "\"finishedAt\":\"2026-05-04T09:00:00Z\""));
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(outcome.err.contains("2 deployments have ended without finishedAt"), outcome.err);
    QCOMPARE(key(home, "deploymentFrequency")["n"].toInt(), 1);
    const QStringList always{"--since", "2020-01-01T00:00:00Z", "--until", "2100-01-01T00:00:00Z"};
    QCOMPARE(key(home, "deploymentFrequency", always)["n"].toInt(), 1);
    QCOMPARE(home.show({"deployments", "--where", "status:success"}).size(), 3);
}

void ImportToDoraTest::aResolvedIncidentIsOver() {
    const Home home;
    VERIFY_EXIT(import(home,
                       "{\"kind\":\"alert\",\"source\":\"pager\",\"id\":\"i\",\"incident\":true,"
                       "\"startedAt\":\"2026-05-04T10:00:00Z\",\"resolvedAt\":\"2026-05-04T11:00:00Z\"}\n"),
                0);
    QCOMPARE(home.show({"alerts", "--where", "state:resolved"}).size(), 1);
    QVERIFY(home.show({"alerts", "--where", "state:firing"}).isEmpty());
}

void ImportToDoraTest::anIncidentMayCallProductionByAnotherName() {
    const Home home;
    VERIFY_EXIT(import(home, success("1", "2026-05-04T10:00:00Z") +
                                 "{\"kind\":\"alert\",\"source\":\"pager\",\"id\":\"i\",\"incident\":true,"
                                 "\"service\":\"web\",\"environment\":\"prod\","
                                 "\"startedAt\":\"2026-05-04T11:00:00Z\"}\n"),
                0);
    QCOMPARE(key(home, "changeFailureRate")["value"].toDouble(), 1.0);
}

void ImportToDoraTest::rowsAreOneListToo() {
    const Home home;
    VERIFY_EXIT(import(home, success("1", "2026-05-04T10:00:00Z") + success("2", "2026-05-05T10:00:00Z")), 0);
    const QJsonObject answer = ask(home, QStringList(kMay) << "--explain");
    const QJsonArray rows = answer["rows"].toArray();
    qsizetype beside = 0;
    for (const QJsonValue& each : answer["keys"].toObject()) beside += each[u"rows"].toArray().size();
    QCOMPARE(rows.size(), beside);
    const auto of = [&](const char* name) {
        return std::count_if(rows.begin(), rows.end(),
                             [&](const QJsonValue& row) { return row[u"key"] == QLatin1String(name); });
    };
    QCOMPARE(of("deploymentFrequency"), 2);
    QCOMPARE(of("changeFailureRate"), 2);
    for (const char* field : {"kind", "source", "id", "key", "used", "rule", "at"})
        QVERIFY2(rows.first().toObject().contains(field), field);
    QVERIFY(!ask(home, kMay).contains("rows"));
}

void ImportToDoraTest::rulesSayWhatHappened() {
    const Home home;
    VERIFY_EXIT(
        import(home, success("1", "2026-05-10T23:00:00Z") +
                         deployment("2", "\"status\":\"inactive\",\"finishedAt\":\"2026-05-04T09:00:00Z\"") +
                         "{\"kind\":\"alert\",\"source\":\"pager\",\"id\":\"i\",\"incident\":true,"
                         "\"service\":\"web\",\"startedAt\":\"2026-05-10T23:30:00Z\","
                         "\"resolvedAt\":\"2026-05-11T01:00:00Z\"}\n"),
        0);
    QStringList rules;
    for (const QJsonValue& row : ask(home, QStringList(kMay) << "--explain")["rows"].toArray())
        rules << row[u"id"].toString() + ": " + row[u"rule"].toString();
    QVERIFY2(rules.contains("2: not successful"), qPrintable(rules.join('\n')));
    QVERIFY2(rules.contains("1: recovered after the window"), qPrintable(rules.join('\n')));
    QCOMPARE(key(home, "recoveryTime")["open"].toInt(), 1);
}

void ImportToDoraTest::thePastHasItsOwnLastMidnight() {
    const Home home;
    VERIFY_EXIT(import(home, success("1", "2026-05-04T10:00:00Z")), 0);
    const QJsonObject answer = ask(home, {"--as-of", "2026-05-10T12:00:00Z"});
    QCOMPARE(answer["window"][u"until"].toString(), "2026-05-10T00:00:00.000Z");
    QCOMPARE(answer["keys"][u"deploymentFrequency"][u"n"].toInt(), 1);
}

QTEST_GUILESS_MAIN(ImportToDoraTest)
#include "tst_import_to_dora.moc"
