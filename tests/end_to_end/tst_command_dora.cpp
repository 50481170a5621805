// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/dora_records.h"
#include "end_to_end/home.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QTest>

using namespace shipglass::testing;

namespace {

const QStringList kMay{"dora", "--since", "2026-05-01T00:00:00Z", "--until", "2026-05-11T00:00:00Z"};

double seconds(double hours) { return hours * 3600; }

} // namespace

/// The DORA keys of the built program, each figure worked out by hand.
class CommandDoraTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theShape();
    void ourDialect();
    void otherDialects_data();
    void otherDialects();
    void explainedRowsMakeTheValue();
    void seriesFollowTheZone();
    void theDefaultWindow();
    void scopes();
    void pipelinesThatDeploy();
    void correctionsByHand();
    void mistakes_data();
    void mistakes();
    void nothingKnown();
    void tables();

private:
    QJsonObject ask(const QStringList& more, const Home* home = nullptr) const;
    QJsonObject key(const char* name, const QStringList& more = {}) const;

    Home m_home;
};

/// What it prints as JSON; empty when it fails.
QJsonObject CommandDoraTest::ask(const QStringList& more, const Home* home) const {
    const Outcome outcome = (home ? home : &m_home)
                                ->run(QStringList(more) << "--format"
                                                        << "json");
    if (outcome.exit != 0) qWarning("%s", qPrintable(outcome.text()));
    return QJsonDocument::fromJson(outcome.out).object();
}

QJsonObject CommandDoraTest::key(const char* name, const QStringList& more) const {
    return ask(kMay + more)["keys"].toObject()[name].toObject();
}

void CommandDoraTest::initTestCase() {
    VERIFY_EXIT(m_home.run({"import", m_home.write("records.ndjson", doraRecords())}), 0);
}

void CommandDoraTest::theShape() {
    const QJsonObject answer = ask(kMay);
    const QJsonObject window{
        {"since", "2026-05-01T00:00:00.000Z"}, {"until", "2026-05-11T00:00:00.000Z"}, {"timeZone", "UTC"}};
    QCOMPARE(answer["window"].toObject(), window);
    QCOMPARE(answer["dialect"].toString(), "dora.dev");
    QVERIFY(answer["service"].isNull());
    const QJsonObject keys = answer["keys"].toObject();
    QCOMPARE(keys.size(), 5);
    for (const QString& name : keys.keys()) {
        const QJsonObject one = keys[name].toObject();
        for (const char* field : {"value", "unit", "n", "level", "series"})
            QVERIFY2(one.contains(field), qPrintable(name + " " + field));
        QVERIFY(!one.contains("rows"));
        QCOMPARE(one["series"].toArray().size(), 2); // weeks, from Friday: 1 to 3 May, 4 to 10 May
    }
    for (const char* name : {"changeLeadTime", "recoveryTime"})
        QVERIFY(keys[name].toObject().contains("p90"));
}

void CommandDoraTest::ourDialect() {
    // d1, d2, d4, d5 in ten days.
    QCOMPARE(key("deploymentFrequency")["value"].toDouble(), 0.4);
    QCOMPARE(key("deploymentFrequency")["unit"].toString(), "1/d");
    QCOMPARE(key("deploymentFrequency")["n"].toInt(), 4);
    // a1 24 h, a2 24 h, a3 2 h, a4 10 h (to d4, the first success): the middle of 10 and 24; p90 24.
    const QJsonObject lead = key("changeLeadTime");
    QCOMPARE(lead["value"].toDouble(), seconds(17));
    QCOMPARE(lead["median"].toDouble(), seconds(17));
    QCOMPARE(lead["p90"].toDouble(), seconds(24));
    QCOMPARE(lead["n"].toInt(), 4);
    // Coding: c1 2 h, c2 2 h, c3 1 h.
    QCOMPARE(lead["stages"][u"coding"][u"median"].toDouble(), seconds(2));
    QCOMPARE(lead["stages"][u"coding"][u"n"].toInt(), 3);
    // d2 by its incident, d4 by being rolled back.
    const QJsonObject failures = key("changeFailureRate");
    QCOMPARE(failures["value"].toDouble(), 0.5);
    QCOMPARE(failures["hits"].toInt(), 2);
    QVERIFY(failures["interval"][u"low"].toDouble() < 0.5 && failures["interval"][u"high"].toDouble() > 0.5);
    // d2 to the end of i1: 4 h; d4 to d5: 46 h; the mean of the two.
    QCOMPARE(key("recoveryTime")["value"].toDouble(), seconds(25));
    // d5 of four.
    QCOMPARE(key("reworkRate")["value"].toDouble(), 0.25);
    QCOMPARE(key("reworkRate")["unit"].toString(), "ratio");
}

void CommandDoraTest::otherDialects_data() {
    QTest::addColumn<double>("frequency"), QTest::addColumn<double>("leadTime");
    QTest::addColumn<double>("failureRate"), QTest::addColumn<double>("recovery");
    // Days with a deployment in two weeks: 1 and 3, the lower one. c2 24 h and c3 10 h (c1 came with the
    // first deployment), the lower one. i1 on d2, i2 on d5. d2 to the end of i1.
    QTest::newRow("devlake-2023") << 1.0 << seconds(10) << 2 / 4.0 << seconds(4);
    // Merge to deployment: c1 2 h, c2 1 h, c3 3 h. Two incidents beside four deployments. i1 was open for 3
    // h.
    QTest::newRow("gitlab") << 0.4 << seconds(2) << 2 / 4.0 << seconds(3);
    // How many. a2 24 h, a3 2 h, a4 10 h (nothing is compared with the first). d4, put right after 46 h.
    QTest::newRow("datadog") << 4.0 << seconds(10) << 1 / 4.0 << seconds(46);
    // 4 in 10 days is 0 a day in whole ones. Coding and deploying (nobody reviewed): c1 2 + 2 h, c2 2 + 1 h,
    // c3 1 + 3 h, their mean. Failed runs are runs, too.
    QTest::newRow("middleware") << 0.0 << seconds(11 / 3.0) << 2 / 5.0 << seconds(3);
    // a1 24 h, a2 24 h, a3 2 h, a4 10 h, their mean. One of five runs failed, and d4 came 2 h after it.
    QTest::newRow("metrik") << 4.0 << seconds(15) << 1 / 5.0 << seconds(2);
}

void CommandDoraTest::otherDialects() {
    QFETCH(double, frequency);
    QFETCH(double, leadTime);
    QFETCH(double, failureRate);
    QFETCH(double, recovery);
    const QStringList dialect{"--dialect", QTest::currentDataTag()};
    QCOMPARE(key("deploymentFrequency", dialect)["value"].toDouble(), frequency);
    QCOMPARE(key("changeLeadTime", dialect)["value"].toDouble(), leadTime);
    QCOMPARE(key("changeFailureRate", dialect)["value"].toDouble(), failureRate);
    QCOMPARE(key("recoveryTime", dialect)["value"].toDouble(), recovery);
    QVERIFY(key("reworkRate", dialect)["value"].isNull());
    QVERIFY(!key("reworkRate", dialect)["reason"].toString().isEmpty());
    // Side by side they say the same.
    const QJsonObject all = ask(kMay + QStringList{"--dialect", "all"})["dialects"].toObject();
    QCOMPARE(all.size(), 8);
    QCOMPARE(all[QTest::currentDataTag()][u"keys"][u"changeFailureRate"][u"value"].toDouble(), failureRate);
}

void CommandDoraTest::explainedRowsMakeTheValue() {
    const auto rows = [&](const char* name) { return key(name, {"--explain"})["rows"].toArray(); };
    const auto count = [](const QJsonArray& all, const QStringList& parts) {
        return std::count_if(all.begin(), all.end(), [&](const QJsonValue& row) {
            return row[u"used"].toBool() && parts.contains(row[u"part"].toString());
        });
    };
    const QJsonArray frequency = rows("deploymentFrequency");
    QCOMPARE(frequency.size(), 6); // staging and the failed one, too
    QCOMPARE(count(frequency, {"base"}), 4);
    const QJsonArray failures = rows("changeFailureRate");
    QCOMPARE(count(failures, {"base", "both"}), 4);
    QCOMPARE(count(failures, {"hit", "both"}), 2);
    const auto spans = [&](const char* name) {
        std::vector<double> used;
        for (const auto& row : rows(name))
            if (row[u"used"].toBool() && row.toObject().contains("seconds"))
                used.push_back(row[u"seconds"].toDouble());
        std::sort(used.begin(), used.end());
        return used;
    };
    const auto lead = spans("changeLeadTime"), recovery = spans("recoveryTime");
    QCOMPARE(lead.size(), std::size_t{4});
    QCOMPARE((lead[1] + lead[2]) / 2, key("changeLeadTime")["value"].toDouble());
    QCOMPARE(recovery.size(), std::size_t{2}); // the incident of d2 is told, and counts with d2
    QCOMPARE((recovery[0] + recovery[1]) / 2, key("recoveryTime")["value"].toDouble());
    bool found = false; // incidents with their keys
    for (const auto& row : failures) found = found || (row[u"id"] == "i1" && row[u"alertKey"] == "key-i1");
    QVERIFY(found);
    for (const auto& row : failures)
        for (const char* field : {"kind", "source", "id", "used", "rule", "at"})
            QVERIFY2(row.toObject().contains(field), field);
}

void CommandDoraTest::seriesFollowTheZone() {
    Home home;
    // The 29th of March has 23 hours in Berlin; 22:30 on the 28th there is 21:30 in UTC, 0:30 on the 29th
    // 23:30.
    home.write("march.ndjson", doraDeployment("1", "03-28 22:30", "success", "v1", {}) +
                                   doraDeployment("2", "03-28 23:30", "success", "v2", {}) +
                                   doraDeployment("3", "03-29 21:30", "success", "v3", {}));
    VERIFY_EXIT(home.run({"import", "march.ndjson"}), 0);
    home.configure("dora:\n  timeZone: Europe/Berlin\n");
    const QJsonObject answer =
        ask({"dora", "--since", "2026-03-28", "--until", "2026-03-31", "--by", "day"}, &home);
    QCOMPARE(answer["window"][u"timeZone"].toString(), "Europe/Berlin");
    QCOMPARE(answer["window"][u"since"].toString(), "2026-03-27T23:00:00.000Z");
    QCOMPARE(answer["window"][u"until"].toString(), "2026-03-30T22:00:00.000Z");
    const QJsonObject frequency = answer["keys"][u"deploymentFrequency"].toObject();
    QCOMPARE(frequency["value"].toDouble(), 1.0); // three in three days, one of them short
    const QJsonArray series = frequency["series"].toArray();
    QCOMPARE(series.size(), 3);
    QCOMPARE(series[1][u"from"].toString(), "2026-03-28T23:00:00.000Z");
    QCOMPARE(series[1][u"to"].toString(), "2026-03-29T22:00:00.000Z");
    QCOMPARE(series[0][u"n"].toInt(), 1);
    QCOMPARE(series[1][u"n"].toInt(), 2);
    QCOMPARE(series[2][u"n"].toInt(), 0);
    // The command line goes before the file.
    const QJsonObject other = ask({"dora", "--time-zone", "Asia/Tokyo"}, &home);
    QCOMPARE(other["window"][u"timeZone"].toString(), "Asia/Tokyo");
    QVERIFY(other["window"][u"until"].toString().endsWith("T15:00:00.000Z"));
}

void CommandDoraTest::theDefaultWindow() {
    const QJsonObject window = ask({"dora"})["window"].toObject();
    const auto since = QDateTime::fromString(window["since"].toString(), Qt::ISODateWithMs);
    const auto until = QDateTime::fromString(window["until"].toString(), Qt::ISODateWithMs);
    QCOMPARE(since.daysTo(until), 90);
    QCOMPARE(until.time(), QTime(0, 0));
    QVERIFY(until <= QDateTime::currentDateTimeUtc());
}

void CommandDoraTest::scopes() {
    QCOMPARE(key("deploymentFrequency", {"--environment", "staging"})["n"].toInt(), 1);
    QCOMPARE(key("deploymentFrequency", {"--service", "acme/web"})["n"].toInt(), 4);
    m_home.configure("services:\n  - name: web\n    team: shop\n    repositories: [acme/web]\n"
                     "  - name: api\n    team: core\n    repositories: [acme/api]\n");
    QCOMPARE(key("deploymentFrequency", {"--team", "shop"})["n"].toInt(), 4);
    QCOMPARE(key("deploymentFrequency", {"--team", "core"})["n"].toInt(), 0);
    QCOMPARE(ask(kMay + QStringList{"--service", "web"})["service"].toString(), "web");
    m_home.configure("dora:\n  production: [\"stag*\"]\n");
    QCOMPARE(key("deploymentFrequency")["n"].toInt(), 1);
    m_home.configure("");
}

void CommandDoraTest::pipelinesThatDeploy() {
    m_home.configure("services:\n  - name: web\n    repositories: [acme/web]\n"
                     "    deployments: { from: pipeline, pipelines: [\"deploy-*\"], environment: live }\n");
    const QJsonObject frequency = key("deploymentFrequency", {"--explain"});
    QCOMPARE(frequency["n"].toInt(), 1); // r1; r2 failed, and what the API reports is not asked
    QCOMPARE(frequency["rows"].toArray().size(), 2);
    QCOMPARE(frequency["rows"][0][u"id"].toString(), "r1@live");
    QCOMPARE(key("changeFailureRate", {"--dialect", "metrik"})["value"].toDouble(), 0.5);
    m_home.configure("");
}

void CommandDoraTest::correctionsByHand() {
    m_home.configure("dora:\n  overlay: corrections.yaml\n");
    const auto correct = [&](const QByteArray& yaml) {
        m_home.write("config/shipglass/corrections.yaml", yaml);
        return m_home.run(QStringList(kMay) << "--format"
                                            << "json");
    };
    const auto failures = [](const Outcome& outcome) {
        return QJsonDocument::fromJson(outcome.out)["keys"][u"changeFailureRate"][u"value"].toDouble();
    };
    VERIFY_EXIT(m_home.run(kMay), 2); // the file is not there
    Outcome outcome = correct("- incident: pager/i1\n  causedBy: none\n  why: it was the network\n");
    VERIFY_EXIT(outcome, 0);
    QCOMPARE(failures(outcome), 0.25); // d4 is left
    outcome = correct("- incident: pager/key-i2\n  causedBy: cd/d5\n");
    QCOMPARE(failures(outcome), 0.75);
    QCOMPARE(outcome.err, QByteArray());
    outcome = correct("- incident: pager/i1\n  causedBy: none\n- deployment: cd/d9\n  hotfix: true\n");
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(outcome.err.contains("corrections.yaml:3: there is no deployment cd/d9"), outcome.err);
    QCOMPARE(failures(outcome), 0.25);
    outcome = correct("- incident: pager/i1\n  causdBy: none\n");
    VERIFY_EXIT(outcome, 2);
    QVERIFY2(outcome.err.contains("corrections.yaml:2:3: "), outcome.err);
    QVERIFY2(outcome.err.contains("causedBy"), outcome.err);
    m_home.configure("");
}

void CommandDoraTest::mistakes_data() {
    QTest::addColumn<QStringList>("arguments"), QTest::addColumn<QString>("named");
    QTest::newRow("dialect") << QStringList{"--dialect", "gitlb"} << "gitlab";
    QTest::newRow("service") << QStringList{"--service", "acme/wep"} << "acme/web";
    QTest::newRow("team") << QStringList{"--team", "shop"} << "none is known";
    QTest::newRow("environment") << QStringList{"--environment", "stagin"} << "staging";
    QTest::newRow("zone") << QStringList{"--time-zone", "Europe/Berlim"} << "Europe/Berlin";
    QTest::newRow("time") << QStringList{"--since", "soon"} << "soon";
    QTest::newRow("window") << QStringList{"--since", "2026-05-02", "--until", "2026-05-02"} << "empty";
}

void CommandDoraTest::mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Outcome outcome = m_home.run(QStringList{"dora"} + arguments);
    VERIFY_EXIT(outcome, 2);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains(named.toUtf8()), outcome.err);
}

void CommandDoraTest::nothingKnown() {
    const Home home;
    const QJsonObject keys = ask({"dora"}, &home)["keys"].toObject();
    QCOMPARE(keys.size(), 5);
    for (const QString& name : keys.keys()) {
        QVERIFY2(keys[name][u"value"].isNull(), qPrintable(name));
        QVERIFY2(!keys[name][u"reason"].toString().isEmpty(), qPrintable(name));
    }
}

void CommandDoraTest::tables() {
    const QByteArray one = m_home.run(kMay).out;
    for (const char* text : {"2026-05-01T00:00:00.000Z", "dora.dev", "0.4 a day", "17.0 h", "50.0 %",
                             "25.0 h", "too few to say", "not thresholds"})
        QVERIFY2(one.contains(text), one);
    const QByteArray all = m_home
                               .run(QStringList(kMay) << "--dialect"
                                                      << "all")
                               .out;
    for (const char* text : {"devlake-2021", "fourkeys", "20.0 %", "25.0 %", "40.0 %", "50.0 %"})
        QVERIFY2(all.contains(text), all);
    const QByteArray days = m_home
                                .run(QStringList(kMay) << "--by"
                                                       << "day")
                                .out;
    QVERIFY2(days.contains("2026-05-10T00:00:00.000Z"), days);
    const QByteArray rows = m_home.run(QStringList(kMay) << "--explain").out;
    for (const char* text : {"i1", "d3", "not successful", "redeploys an earlier version"})
        QVERIFY2(rows.contains(text), rows);
    const QStringList aDay{"dora", "--dialect", "datadog", "--since", "2026-05-02", "--until", "2026-05-03"};
    const QByteArray once = m_home.run(aDay).out;
    QVERIFY2(once.contains(" 1 time ") && !once.contains("1 times"), once);
}

QTEST_GUILESS_MAIN(CommandDoraTest)
#include "tst_command_dora.moc"
