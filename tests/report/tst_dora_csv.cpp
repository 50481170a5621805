// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/facts_builder.h"
#include "report/dora.h"

#include <QTest>

using namespace shipglass;

/// The figures as lines of CSV: totals and points of every key.
class DoraCsvTest : public QObject {
    Q_OBJECT

private slots:
    void aLineForEachKeyAndBucket();
    void totalsAndPoints();
    void whatLooksLikeAFormulaIsDisarmed();
};

namespace {

/// Deployments of `web` to production, each so many days after the window's beginning.
dora::Facts factsOf(const std::vector<int>& days) {
    dora::FactsBuilder builder;
    for (const int day : days) {
        dora::DeploymentRow row;
        row.finishedAt = day * dora::kDay + dora::kHour;
        row.id = builder.name("d" + std::to_string(day));
        row.service = builder.name("web");
        row.environment = builder.name("production");
        row.tier = Tier::production;
        row.outcome = dora::Outcome::success;
        builder.add(row);
    }
    return builder.finish();
}

dora::Question twoDays() {
    dora::Question question;
    question.window = {0, 2 * dora::kDay};
    question.by = dora::By::day;
    return question;
}

QStringList linesOf(const std::string& csv) {
    return QString::fromStdString(csv).split('\n', Qt::SkipEmptyParts);
}

} // namespace

void DoraCsvTest::aLineForEachKeyAndBucket() {
    const auto lines = linesOf(doraCsv({}, factsOf({0, 0, 1}), twoDays()));
    QCOMPARE(lines.size(), 1 + 5 * (1 + 2));
    QCOMPARE(lines.front(),
             "row,key,dialect,service,team,from,to,value,unit,n,hits,low,high,median,p90,level,reason");
    for (const auto& line : lines) QCOMPARE(line.count(','), 16);
}

void DoraCsvTest::totalsAndPoints() {
    const auto lines = linesOf(doraCsv({}, factsOf({0, 0, 1}), twoDays()));
    QCOMPARE(lines[1],
             "total,deploymentFrequency,dora.dev,,,1970-01-01T00:00:00.000Z,1970-01-03T00:00:00.000Z,1.5,"
             "1/d,3,,,,,,too few to say,");
    QCOMPARE(lines[2],
             "bucket,deploymentFrequency,dora.dev,,,1970-01-01T00:00:00.000Z,1970-01-02T00:00:00.000Z,2,"
             "1/d,2,,,,,,,");
    QVERIFY2(lines[4].endsWith(",s,0,,,,,,,no change with a known beginning was deployed"),
             qPrintable(lines[4]));
    QVERIFY2(lines[7].startsWith("total,changeFailureRate,dora.dev,,,") && lines[7].contains(",0,ratio,3,0,"),
             qPrintable(lines[7]));
}

void DoraCsvTest::whatLooksLikeAFormulaIsDisarmed() {
    DoraAsked asked;
    asked.service = "=cmd()";
    asked.team = "a,b";
    const auto lines = linesOf(doraCsv(asked, factsOf({0}), twoDays()));
    QVERIFY2(lines[1].startsWith("total,deploymentFrequency,dora.dev,'=cmd(),\"a,b\","),
             qPrintable(lines[1]));
}

QTEST_APPLESS_MAIN(DoraCsvTest)
#include "tst_dora_csv.moc"
