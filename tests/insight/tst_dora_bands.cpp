// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/bands.h"
#include "insight/dora/levels.h"

#include <QTest>

using namespace shipglass::dora;

namespace {

using enum Key;

constexpr double kHourS = 3600, kDayS = 24 * kHourS;

Figure figure(double value, std::size_t n, double low, double high) {
    Figure made;
    made.value = value, made.n = n, made.interval = Interval{low, high};
    return made;
}

} // namespace

/// Report years, and the words of the tools.
class DoraBandsTest : public QObject {
    Q_OBJECT

private slots:
    void everyYearIsWhole();
    void bandsOfValues_data();
    void bandsOfValues();
    void tooFewToSay();
    void comparedWithEliteAndLow();
    void wordsOfTools_data();
    void wordsOfTools();
};

void DoraBandsTest::everyYearIsWhole() {
    for (const ReportYear& year : reportYears()) {
        QVERIFY(!year.source.empty());
        for (const Key key : {deploymentFrequency, changeLeadTime, changeFailureRate, recoveryTime}) {
            const auto count = year.of(key).size();
            QCOMPARE(count, std::size_t(year.year == 2025 ? 0 : year.year == 2022 ? 3 : 4));
        }
        QVERIFY(year.of(reworkRate).empty());
    }
    QVERIFY(reportYear(2020) == nullptr);
}

void DoraBandsTest::bandsOfValues_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("band");
    const auto row = [](const char* name, Key key, double value, int year, const char* band) {
        QTest::newRow(name) << static_cast<int>(key) << value << year << band;
    };
    row("three a day", deploymentFrequency, 3, 2024, "elite");
    row("one in two days", deploymentFrequency, 0.5, 2024, "high");
    row("one in a fortnight", deploymentFrequency, 1 / 14.0, 2024, "medium");
    row("one in two months", deploymentFrequency, 1 / 60.0, 2024, "low");
    row("worse than low is low", deploymentFrequency, 0, 2024, "low");
    row("2018 asked for more", deploymentFrequency, 3, 2018, "high");
    row("5 hours in the gap of 2018", changeLeadTime, 5 * kHourS, 2018, "high");
    row("5 hours in 2024", changeLeadTime, 5 * kHourS, 2024, "elite");
    row("2024 has its middle bands the wrong way round", changeFailureRate, 0.08, 2024, "high");
    row("30 % in 2024", changeFailureRate, 0.3, 2024, "low");
    row("no elite in 2022", changeFailureRate, 0.01, 2022, "high");
    row("over half a year in 2021", recoveryTime, 300 * kDayS, 2021, "low");
    row("no tiers in 2025", recoveryTime, 60, 2025, "");
    row("rework has none", reworkRate, 0.1, 2024, "");
    row("no such year", recoveryTime, 60, 1999, "");
}

void DoraBandsTest::bandsOfValues() {
    QFETCH(int, key);
    QFETCH(double, value);
    QFETCH(int, year);
    QFETCH(QString, band);
    QCOMPARE(bandOf(static_cast<Key>(key), value, year), std::string_view(band.toStdString()));
}

void DoraBandsTest::tooFewToSay() {
    QCOMPARE(bandOf(changeLeadTime, figure(kHourS, 6, 60, 2 * kHourS), 2024), std::string_view("elite"));
    QCOMPARE(bandOf(changeLeadTime, figure(kHourS, 5, 60, 2 * kHourS), 2024), kTooFew);
    // From elite to high is near enough; to medium it is not.
    QCOMPARE(bandOf(changeLeadTime, figure(kHourS, 9, 60, 3 * kDayS), 2024), std::string_view("elite"));
    QCOMPARE(bandOf(changeLeadTime, figure(kHourS, 9, 60, 9 * kDayS), 2024), kTooFew);
    Figure noInterval = figure(kHourS, 9, 0, 0);
    noInterval.interval.reset();
    QCOMPARE(bandOf(changeLeadTime, noInterval, 2024), kTooFew);
    QCOMPARE(bandOf(deploymentFrequency, noInterval, 2024), std::string_view("elite"));
    QCOMPARE(bandOf(changeLeadTime, Figure{}, 2024), std::string_view());
}

void DoraBandsTest::comparedWithEliteAndLow() {
    // Half a day against a day (elite) and six months (low).
    const Comparison lead = compared(changeLeadTime, figure(kDayS / 2, 9, 0, 0), 2024);
    QCOMPARE(lead.overElite, 2.0);
    QCOMPARE(lead.overLow, 360.0);
    QCOMPARE(lead.eliteOverLow, 127.0);
    QVERIFY(!lead.source.empty());
    // Two a day against one a day and one in six months.
    const Comparison often = compared(deploymentFrequency, figure(2, 9, 0, 0), 2024);
    QCOMPARE(often.overElite, 2.0);
    QCOMPARE(often.overLow, 360.0);
    QCOMPARE(compared(changeFailureRate, figure(0.1, 9, 0, 0), 2024).overElite, 0.5);
    // No failures at all: no number of times.
    QVERIFY(!compared(changeFailureRate, figure(0, 9, 0, 0), 2024).overLow);
    QVERIFY(!compared(recoveryTime, Figure{}, 2024).overElite);
    QVERIFY(!compared(recoveryTime, figure(60, 9, 0, 0), 2025).overLow);
    QVERIFY(!compared(recoveryTime, figure(60, 9, 0, 0), 2022).overElite);
}

void DoraBandsTest::wordsOfTools_data() {
    QTest::addColumn<QString>("tool");
    QTest::addColumn<int>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* tool, Key key, double value, const char* expected) {
        QTest::addRow("%s %d %g", tool, static_cast<int>(key), value)
            << tool << static_cast<int>(key) << value << expected;
    };
    row("devlake-2023", changeLeadTime, kDayS, "high");
    row("devlake-2023", changeLeadTime, 30 * kDayS, "low");
    row("devlake-2023", changeFailureRate, 0.05, "elite");
    row("devlake-2023", changeFailureRate, 0.16, "low");
    row("devlake-2023", recoveryTime, kHourS, "high");
    row("devlake-2021", changeLeadTime, kHourS - 1, "elite");
    row("devlake-2021", changeLeadTime, 179 * kDayS, "medium");
    row("devlake-2021", changeFailureRate, 0.20, "high");
    row("devlake-2021", changeFailureRate, 0.31, "low");
    row("fourkeys", changeLeadTime, 24 * kHourS, "One week");
    row("fourkeys", changeLeadTime, 4380 * kHourS, "One year");
    row("fourkeys", recoveryTime, 729 * kHourS, "One month");
    row("fourkeys", changeFailureRate, 0.15, "0-15%");
    row("fourkeys", changeFailureRate, 0.46, "46-60%");
    row("gitlab", deploymentFrequency, 30, "high");
    row("gitlab", deploymentFrequency, 0.9, "low");
    row("gitlab", changeLeadTime, 7 * kDayS, "high");
    row("gitlab", changeLeadTime, 30 * kDayS, "low");
    row("gitlab", changeFailureRate, 0.45, "low");
    row("gitlab", recoveryTime, 6 * kDayS, "medium");
    row("middleware", changeLeadTime, kDayS - 1, "elite");
    row("middleware", changeFailureRate, 0.15, "medium");
    row("middleware", recoveryTime, 8 * kDayS, "low");
    row("metrik", changeFailureRate, 0.15, "high");
    row("metrik", changeFailureRate, 0.45, "low");
    row("metrik", recoveryTime, 59 * 60, "elite");
}

void DoraBandsTest::wordsOfTools() {
    QFETCH(QString, tool);
    QFETCH(int, key);
    QFETCH(double, value);
    QFETCH(QString, word);
    const std::map<QString, std::string_view (*)(Key, const Figure&)> tools{
        {"devlake-2023", devlakeLevel2023}, {"devlake-2021", devlakeLevel2021},
        {"fourkeys", fourKeysLevel},        {"gitlab", gitlabLevel},
        {"middleware", middlewareLevel},    {"metrik", metrikLevel}};
    const auto level = tools.at(tool);
    QCOMPARE(level(static_cast<Key>(key), figure(value, 1, 0, 0)), std::string_view(word.toStdString()));
    QCOMPARE(level(static_cast<Key>(key), Figure{}), std::string_view());
}

QTEST_APPLESS_MAIN(DoraBandsTest)
#include "tst_dora_bands.moc"
