// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/statistics.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

using namespace shipglass::dora;

namespace {

using Values = std::vector<std::int64_t>;

Values upTo(std::int64_t n) {
    Values values(static_cast<std::size_t>(n));
    std::iota(values.begin(), values.end(), 1);
    return values;
}

/// P(X < k) for X of n draws with this share, summed from the start: slow and plain.
long double below(int k, int n, double share) {
    long double sum = 0, exactly = std::pow(1.0L - share, n);
    for (int i = 0; i < k; ++i) {
        sum += exactly;
        exactly *= static_cast<long double>(n - i) / (i + 1) * share / (1 - share);
    }
    return sum;
}

} // namespace

/// Medians, quantiles and their intervals.
class DoraStatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void averages_data();
    void averages();
    void ninetieth();
    void wilsonIntervals_data();
    void wilsonIntervals();
    void quantileIntervals_data();
    void quantileIntervals();
    void quantileIntervalsHoldTheirPromise();
    void enoughOrderForQuantiles_data();
    void enoughOrderForQuantiles();
};

void DoraStatisticsTest::averages_data() {
    QTest::addColumn<QList<qint64>>("values");
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("mean");
    QTest::newRow("one") << QList<qint64>{7} << 7.0 << 7.0 << 7.0;
    QTest::newRow("odd") << QList<qint64>{9, 1, 5} << 5.0 << 5.0 << 5.0;
    QTest::newRow("even: (4 + 7) / 2 = 5.5, lower 4, sum 24 / 4")
        << QList<qint64>{7, 1, 12, 4} << 5.5 << 4.0 << 6.0;
    QTest::newRow("ties") << QList<qint64>{3, 3, 3, 9, 9, 9} << 6.0 << 3.0 << 6.0;
}

void DoraStatisticsTest::averages() {
    QFETCH(QList<qint64>, values);
    QFETCH(double, median);
    QFETCH(double, lower);
    QFETCH(double, mean);
    Values unsorted(values.begin(), values.end());
    Values sorted = unsorted;
    std::sort(sorted.begin(), sorted.end());
    const std::pair<Average, double> all[]{
        {Average::median, median}, {Average::lowerMedian, lower}, {Average::mean, mean}};
    for (const auto& [how, expected] : all) {
        QCOMPARE(average(sorted, how), expected);
        Values copy = unsorted;
        QCOMPARE(averageOf(copy, how), expected);
    }
}

void DoraStatisticsTest::ninetieth() {
    // 10 values: rank 0.9 * 9 = 8.1, so 9 + 0.1 * (10 - 9).
    QCOMPARE(quantile(upTo(10), 0.9), 9.1);
    // 11 values: rank 9 exactly.
    QCOMPARE(quantile(upTo(11), 0.9), 10.0);
    QCOMPARE(quantile(Values{42}, 0.9), 42.0);
}

void DoraStatisticsTest::wilsonIntervals_data() {
    QTest::addColumn<int>("hits");
    QTest::addColumn<int>("of");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    // z = 1.96, z^2 = 3.8415. 3 of 10: middle (0.3 + 0.19207) / 1.38415 = 0.35551,
    // half 1.96 / 1.38415 * sqrt(0.021 + 0.0096037) = 0.24772.
    QTest::newRow("3 of 10") << 3 << 10 << 0.10779 << 0.60322;
    // 0 of 10: middle = half = 0.19207 / 1.38415 = 0.13877, so 0 to z^2 / (n + z^2) = 3.8415 / 13.8415.
    QTest::newRow("0 of 10") << 0 << 10 << 0.0 << 0.27753;
    QTest::newRow("10 of 10") << 10 << 10 << 0.72247 << 1.0;
}

void DoraStatisticsTest::wilsonIntervals() {
    QFETCH(int, hits);
    QFETCH(int, of);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto interval = wilson(static_cast<std::size_t>(hits), static_cast<std::size_t>(of));
    QVERIFY(interval);
    QVERIFY(std::abs(interval->low - low) < 1e-5);
    QVERIFY(std::abs(interval->high - high) < 1e-5);
    QVERIFY(!wilson(0, 0));
    QVERIFY(!wilson(5, 4));
}

void DoraStatisticsTest::quantileIntervals_data() {
    QTest::addColumn<int>("n");
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("low"); // 0: none
    QTest::addColumn<double>("high");
    // P(all 5 on one side) = 1 / 32 = 3.1 % > 2.5 %: no interval. Of 6 it is 1 / 64 = 1.6 %.
    QTest::newRow("5, median") << 5 << 0.5 << 0.0 << 0.0;
    QTest::newRow("6, median") << 6 << 0.5 << 1.0 << 6.0;
    // Of 10: P(X < 2) = 11 / 1024 = 1.1 %, P(X < 3) = 56 / 1024 = 5.5 %.
    QTest::newRow("10, median") << 10 << 0.5 << 2.0 << 9.0;
    // Of 1000: 500 +- 1.96 * sqrt(250) = 500 +- 31.
    QTest::newRow("1000, median") << 1000 << 0.5 << 469.0 << 532.0;
    // 0.9^35 = 2.503 % > 2.5 %, 0.9^36 = 2.25 %.
    QTest::newRow("35, 90th") << 35 << 0.9 << 0.0 << 0.0;
    QTest::newRow("36, 90th") << 36 << 0.9 << 29.0 << 36.0;
}

void DoraStatisticsTest::quantileIntervals() {
    QFETCH(int, n);
    QFETCH(double, share);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto interval = quantileInterval(upTo(n), share);
    QCOMPARE(interval.has_value(), low > 0);
    if (interval) QCOMPARE(*interval, (Interval{low, high}));
}

// Against sums from the start, for every n: both tails are at most 2.5 %, and neither end could be moved
// inwards.
void DoraStatisticsTest::quantileIntervalsHoldTheirPromise() {
    for (const double share : {0.5, 0.9})
        for (int n = 1; n <= 300; ++n) {
            const auto interval = quantileInterval(upTo(n), share);
            if (!interval) {
                QVERIFY(below(1, n, share) > 0.025 || 1 - below(n, n, share) > 0.025);
                continue;
            }
            const int low = static_cast<int>(interval->low), high = static_cast<int>(interval->high);
            QVERIFY(below(low, n, share) <= 0.025 && below(low + 1, n, share) > 0.025);
            QVERIFY(below(high, n, share) >= 0.975 && below(high - 1, n, share) < 0.975);
        }
}

void DoraStatisticsTest::enoughOrderForQuantiles_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("different");
    for (const int count : {1, 7, 999, 1000, 1001, 50'000})
        for (const int different : {1, 3, 1'000'000})
            QTest::addRow("%d values of %d", count, different) << count << different;
}

/// The same as of sorted values, also where many are equal.
void DoraStatisticsTest::enoughOrderForQuantiles() {
    QFETCH(int, count);
    QFETCH(int, different);
    std::mt19937 random(static_cast<unsigned>(count + different));
    Values values(static_cast<std::size_t>(count));
    for (auto& value : values) value = static_cast<std::int64_t>(random() % static_cast<unsigned>(different));
    Values ordered = values;
    std::sort(values.begin(), values.end());
    constexpr std::array shares{0.5, 0.9};
    orderFor(shares, ordered);
    for (const double share : shares) {
        QCOMPARE(quantile(ordered, share), quantile(values, share));
        QVERIFY(quantileInterval(ordered, share) == quantileInterval(values, share));
    }
    QCOMPARE(lowerMedian(ordered), lowerMedian(values));
    std::sort(ordered.begin(), ordered.end());
    QVERIFY(ordered == values);
}

QTEST_APPLESS_MAIN(DoraStatisticsTest)
#include "tst_dora_statistics.moc"
