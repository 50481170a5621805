// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"
#include "end_to_end/sample_records.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace shipglass::testing;

namespace {

const QStringList plurals{"runs",      "deployments", "changes", "alerts",
                          "resources", "metrics",     "logs",    "tests"};

/// Without the time of the import, which stands for the last good poll of what was imported.
QList<QByteArray> sortedLines(const QByteArray& text) {
    static const QRegularExpression observed(",\"observedAt\":\"[^\"]*\"");
    QList<QByteArray> lines = QString(text).remove(observed).toUtf8().split('\n');
    lines.removeAll(QByteArray());
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

/// Records in and out of the built program: import, export and all that show can print.
class CommandHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exportGivesBackWhatWasImported();
    void badLinesSpoilAnImport();
    void linesWithoutASourceAreBad();
    void csvIsImported_data();
    void csvIsImported();
    void badRowsSpoilAnImport();
    void shownCsvComesBack();
    void exportsToStandardOutput();
    void unwritableExportFails();
    void formatsAgree_data();
    void formatsAgree();
    void newestFirstAndLimited();
    void windowsAreHalfOpen();
    void queriesChoose_data();
    void queriesChoose();
    void csvCellsAreDisarmed();
    void emptyFileIsNoHistoryYet();
    void asOfTurnsBack();
    void servicesAreWorkedOutOnReading();

private:
    Home m_home;
};

void CommandHistoryTest::initTestCase() {
    const Outcome outcome = m_home.run({"import", m_home.write("records.ndjson", sampleRecords())});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.startsWith("10 records imported: 3 run, 1 deployment, "), outcome.err);
}

void CommandHistoryTest::exportGivesBackWhatWasImported() {
    VERIFY_EXIT(m_home.run({"export", "first.ndjson"}), 0);
    QCOMPARE(sortedLines(m_home.read("first.ndjson")), sortedLines(sampleRecords()));
    Home other;
    VERIFY_EXIT(other.run({"import", m_home.path("first.ndjson")}), 0);
    VERIFY_EXIT(other.run({"export", "second.ndjson"}), 0);
    QCOMPARE(sortedLines(other.read("second.ndjson")), sortedLines(sampleRecords()));
    // Twice the same is once.
    VERIFY_EXIT(other.run({"import", "second.ndjson"}), 0);
    QCOMPARE(other.show({"runs"}).size(), 3);
}

void CommandHistoryTest::badLinesSpoilAnImport() {
    Home home;
    home.write("bad.ndjson", R"({"kind":"run","source":"ci","id":"1","status":"success"})"
                             "\n{\"kind\":\n");
    const Outcome outcome = home.run({"import", "bad.ndjson"});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.startsWith("bad.ndjson:2: "), outcome.err);
    QCOMPARE(home.show({"runs"}).size(), 0);
}

void CommandHistoryTest::linesWithoutASourceAreBad() {
    Home home;
    home.write("bad.ndjson", R"({"kind":"run","source":"ci","id":"1","status":"success"})"
                             "\n"
                             R"({"kind":"run","id":"2","status":"success"})"
                             "\n");
    const Outcome outcome = home.run({"import", "bad.ndjson"});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.startsWith("bad.ndjson:2: the record has no source\n"), outcome.err);
    QCOMPARE(home.show({"runs"}).size(), 0);
}

void CommandHistoryTest::csvIsImported_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("plural");
    QTest::addColumn<QJsonObject>("values");
    const auto row = [](const char* name, const char* file, const QByteArray& content, const char* plural,
                        const QJsonObject& values) {
        QTest::newRow(name) << QString(file) << content << QString(plural) << values;
    };
    row("the name says it", "deployments.csv",
        "id,service,environment,version,status,finishedAt\r\n"
        "d9,web,production,1.5.0,success,2026-05-02T10:00:00Z\r\n",
        "deployments", {{"id", "d9"}, {"source", "deployments"}, {"version", "1.5.0"}});
    row("incidents are alerts", "incidents-2026.csv",
        "id,title,severity,state,startedAt\nI1,Shop is down,critical,resolved,2026-05-02T10:00:00Z\n",
        "alerts", {{"id", "I1"}, {"source", "incidents-2026"}, {"incident", true}});
    row("a column says it", "all.csv", "kind,source,id,title\nchange,code,acme/web!9,\"Hello, you\"\n",
        "changes", {{"id", "acme/web!9"}, {"source", "code"}, {"title", "Hello, you"}});
    row("the columns tell", "ours.csv", "id,title,mergedAt,firstCommitAt\n9,Hello,2026-05-02T10:00:00Z,\n",
        "changes", {{"id", "9"}, {"source", "ours"}, {"mergedAt", "2026-05-02T10:00:00.000Z"}});
}

void CommandHistoryTest::csvIsImported() {
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, plural);
    QFETCH(QJsonObject, values);
    Home home;
    home.write(file, content);
    const Outcome outcome = home.run({"import", file});
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(outcome.err.startsWith("1 records imported: 1 "), outcome.err);
    const auto shown = home.show({plural});
    QCOMPARE(having(shown, values).size(), 1);
}

void CommandHistoryTest::badRowsSpoilAnImport() {
    Home home;
    const auto said = [&](const QByteArray& content) {
        home.write("deployments.csv", content);
        const Outcome outcome = home.run({"import", "deployments.csv"});
        return outcome.exit == 1 && home.show({"deployments"}).isEmpty() ? outcome.err
                                                                         : outcome.text().toUtf8();
    };
    QVERIFY(said("id,status\nd1,success\nd2\n").startsWith("deployments.csv:3: 1 cells"));
    QVERIFY(said("id,finishedAt\nd1,soon\n").startsWith("deployments.csv:2: the cell of finishedAt"));
    QVERIFY(said("kind,id\nrun,1\nrnu,2\n").startsWith("deployments.csv:3: there is no kind rnu"));
    QVERIFY(said("name,status\nd1,success\n").startsWith("deployments.csv:1: there is no column id"));
    home.write("ours.csv", "id,title\n1,Hello\n");
    const Outcome unclear = home.run({"import", "ours.csv"});
    VERIFY_EXIT(unclear, 1);
    QVERIFY2(unclear.err.startsWith("ours.csv:2: what the row is cannot be told"), unclear.err);
}

void CommandHistoryTest::shownCsvComesBack() {
    Home home;
    for (const QString& plural : plurals) {
        const QByteArray csv = m_home.run({"show", plural, "--format", "csv"}).out;
        home.write("shown.csv", csv);
        VERIFY_EXIT(home.run({"import", "shown.csv"}), 0);
    }
    VERIFY_EXIT(home.run({"export", "again.ndjson"}), 0);
    QCOMPARE(sortedLines(home.read("again.ndjson")), sortedLines(sampleRecords()));
}

void CommandHistoryTest::exportsToStandardOutput() {
    const Outcome outcome = m_home.run({"export", "-"});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(sortedLines(outcome.out), sortedLines(sampleRecords()));
    const Outcome nothing = m_home.run({"import", "-"});
    VERIFY_EXIT(nothing, 0);
    QCOMPARE(nothing.err, QByteArray("0 records imported\n"));
}

void CommandHistoryTest::unwritableExportFails() {
    const Outcome outcome = m_home.run({"export", "no/such/folder/x"});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.startsWith("no/such/folder/x cannot be written: ") && outcome.err.count('\n') == 1,
             outcome.err);
}

void CommandHistoryTest::formatsAgree_data() {
    QTest::addColumn<int>("count");
    for (const QString& plural : plurals) QTest::newRow(qPrintable(plural)) << (plural == "runs" ? 3 : 1);
}

void CommandHistoryTest::formatsAgree() {
    QFETCH(int, count);
    const QString plural = QTest::currentDataTag();
    const auto show = [&](const char* format) { return m_home.run({"show", plural, "--format", format}); };
    const Outcome json = show("json"), ndjson = show("ndjson"), csv = show("csv"), table = show("table");
    for (const Outcome& outcome : {json, ndjson, csv, table}) {
        VERIFY_EXIT(outcome, 0);
        QCOMPARE(outcome.err, QByteArray());
    }
    QCOMPARE(json.objects().size(), count);
    QCOMPARE(ndjson.lines(), json.objects());
    QCOMPARE(ndjson.out.count('\n'), count);
    QCOMPARE(csv.out.count("\r\n"), count + 1);
    QVERIFY2(csv.out.startsWith("kind,source,id,"), csv.out);
    QCOMPARE(table.out.count('\n'), count + 1);
    for (const QJsonObject& object : json.objects()) {
        QCOMPARE(object["kind"].toString() + 's', plural);
        QVERIFY2(csv.out.contains(object["id"].toString().toUtf8()), csv.out);
        QVERIFY2(table.out.contains(object["source"].toString().toUtf8()), table.out);
    }
}

void CommandHistoryTest::newestFirstAndLimited() {
    QCOMPARE(idsOf(m_home.show({"runs"})), (QStringList{"web#3", "web#2", "web#1"}));
    QCOMPARE(idsOf(m_home.show({"runs", "--limit", "2"})), (QStringList{"web#3", "web#2"}));
    QCOMPARE(m_home.show({"runs", "--limit", "0"}).size(), 3);
}

void CommandHistoryTest::windowsAreHalfOpen() {
    const auto ids = [&](const char* since, const char* until) {
        return idsOf(m_home.show({"runs", "--since", since, "--until", until}));
    };
    QCOMPARE(ids("2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z"), QStringList{"web#1"});
    QCOMPARE(ids("2026-05-01T11:00:00Z", "2026-05-02"), (QStringList{"web#3", "web#2"}));
    QCOMPARE(ids("2026-05-01T12:00:00.001Z", "2026-05-02"), QStringList());
}

void CommandHistoryTest::queriesChoose_data() {
    QTest::addColumn<QString>("plural");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char* query, const char* plural, const QStringList& ids) {
        QTest::newRow(query) << QString(plural) << ids;
    };
    row("status:failure,success -branch:main", "runs", {"web#2"});
    row("duration>5m", "runs", {"web#1"});
    row("\"=cmd\"", "runs", {"web#2"});
    row("pipeline:w*b started", "runs", {});
    row("severity>=warning state:resolved", "alerts", {"f00d@1777629600"});
    row("label.alertname:diskfillsup", "alerts", {"f00d@1777629600"});
    row("\"hello\\\", twice\"", "changes", {"acme/web!7"});
    row("-status:failed", "tests", {});
}

void CommandHistoryTest::queriesChoose() {
    QFETCH(QString, plural);
    QFETCH(QStringList, ids);
    const Outcome outcome =
        m_home.run({"show", plural, "--format", "json", "--where", QTest::currentDataTag()});
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(idsOf(outcome.objects()), ids);
}

void CommandHistoryTest::csvCellsAreDisarmed() {
    const QByteArray csv = m_home.run({"show", "runs", "--format", "csv"}).out;
    for (const char* cell : {",'=cmd|' /C calc'!A0,", ",'+main,", ",'-main,", ",'@ana,"})
        QVERIFY2(csv.contains(cell), csv);
    QVERIFY2(m_home.run({"show", "logs", "--format", "csv"}).out.contains(",'-1,"), "numbers too");
    for (const QString& plural : plurals) {
        const QString all = m_home.run({"show", plural, "--format", "csv"}).out;
        QVERIFY2(!QRegularExpression("(^|[,\n])\"?[=+@-]").match(all).hasMatch(), qPrintable(all));
    }
}

void CommandHistoryTest::emptyFileIsNoHistoryYet() {
    Home home;
    const QString store = "sqlite:" + home.write("begun.sqlite", {});
    const Outcome outcome = home.run({"show", "runs", "--store", store});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.contains("no history yet"), outcome.err);
}

void CommandHistoryTest::asOfTurnsBack() {
    const auto one = [&](const char* plural, const char* query, const char* at) {
        const auto found = m_home.show({plural, "--where", query, "--as-of", at});
        return found.isEmpty() ? QJsonObject() : found.first();
    };
    QCOMPARE(one("runs", "number:1", "2026-05-01T09:59:59Z"), QJsonObject());
    const QJsonObject during = one("runs", "number:1", "2026-05-01T10:05:00Z");
    QCOMPARE(during["status"].toString(), "running");
    QVERIFY(!during.contains("finishedAt"));
    QCOMPARE(during["stages"][0][u"status"].toString(), "running");
    QCOMPARE(one("runs", "number:1", "2026-05-01T10:10:00Z")["status"].toString(), "success");
    QCOMPARE(one("deployments", "service:web", "2026-05-01T10:25:00Z")["status"].toString(), "running");
    const QJsonObject alert = one("alerts", "disk", "2026-05-01T10:59:00Z");
    QCOMPARE(alert["state"].toString(), "firing");
    QVERIFY(!alert.contains("resolvedAt"));
    QCOMPARE(one("alerts", "disk", "2026-05-01T11:00:00Z")["state"].toString(), "resolved");
}

void CommandHistoryTest::servicesAreWorkedOutOnReading() {
    m_home.configure("services:\n  - name: shop\n    team: sales\n    pipelines: [web]\n");
    QCOMPARE(m_home.show({"runs", "--where", "service:shop team:sales"}).size(), 3);
    m_home.configure("services:\n  - name: shop\n    pipelines: [api]\n");
    QCOMPARE(m_home.show({"runs", "--where", "service:shop"}).size(), 0);
}

QTEST_GUILESS_MAIN(CommandHistoryTest)
#include "tst_command_history.moc"
