// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/budget.h"

#include "support/fake_clock.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

constexpr const char* secondary = R"({"message": "You have exceeded a secondary rate limit. Please wait."})";

/// A budget, and how long each refusal holds it. Time goes on to the end of every refusal.
struct Refused {
    std::int64_t seconds(int status, const Pairs& headers, std::string_view body) {
        const auto until = budget.learn(status, headers, body, clock.now(), "");
        if (!until) return 0;
        const auto span = std::chrono::duration_cast<std::chrono::seconds>(*until - clock.now());
        clock.advanceTo(*until);
        return span.count();
    }

    FakeClock clock;
    Budget budget{std::make_shared<Gate>(clock, 0)};
};

} // namespace

/// What the answers of servers teach about the rate limit of an account.
class BudgetTest : public QObject {
    Q_OBJECT
private slots:
    void secondaryLimitsHoldAMinuteAtLeast_data();
    void secondaryLimitsHoldAMinuteAtLeast();
    void secondaryLimitsGrow();
    void othersAreAskedAgainSooner();
    void whatTheServerSaysCounts();
    void refusedTogetherIsRefusedOnce();
    void noOtherRefusalIsALimit();
    void joinsWhatProcessesSaved();
    void takesOverWhatStillHolds_data();
    void takesOverWhatStillHolds();
    void keepsThePaceOfAllTogether();
};

void BudgetTest::secondaryLimitsHoldAMinuteAtLeast_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("words with 403") << 403 << QByteArray() << QByteArray(secondary);
    QTest::newRow("words with 429") << 429 << QByteArray() << QByteArray(secondary);
    QTest::newRow("older words") << 403 << QByteArray()
                                 << QByteArray(
                                        R"({"message": "You have triggered an abuse detection mechanism"})");
    QTest::newRow("its page")
        << 429 << QByteArray()
        << QByteArray(R"({"documentation_url": "https://docs.example/secondary-rate-limits"})");
    QTest::newRow("no words") << 429 << QByteArray("x-github-request-id") << QByteArray();
}

void BudgetTest::secondaryLimitsHoldAMinuteAtLeast() {
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    Refused refused;
    // Much is left of the counted limit, whose end has nothing to do with this.
    Pairs headers{{"x-ratelimit-remaining", "4000"}, {"x-ratelimit-reset", "5"}};
    if (!header.isEmpty()) headers.emplace_back(header.toStdString(), "A1:B2");
    QCOMPARE(refused.seconds(status, headers, body.toStdString()), 60);
    QCOMPARE(refused.budget.ask(refused.clock.now() - 1s, true, "").kind, Budget::Verdict::Kind::refused);
    QCOMPARE(refused.budget.ask(refused.clock.now(), true, "").kind, Budget::Verdict::Kind::go);
}

void BudgetTest::secondaryLimitsGrow() {
    Refused refused;
    for (const std::int64_t seconds : {60, 120, 240, 480, 960, 1920, 1920})
        QCOMPARE(refused.seconds(403, {}, secondary), seconds);
    QCOMPARE(refused.seconds(200, {}, "[]"), 0);
    QCOMPARE(refused.seconds(403, {}, secondary), 60);
}

void BudgetTest::othersAreAskedAgainSooner() {
    Refused refused;
    for (const std::int64_t seconds : {2, 4, 8, 16, 32, 60, 60})
        QCOMPARE(refused.seconds(429, {}, "slow down"), seconds);
}

void BudgetTest::whatTheServerSaysCounts() {
    Refused refused;
    QCOMPARE(refused.seconds(403, {{"retry-after", "30"}}, secondary), 30);
    QCOMPARE(refused.seconds(403, {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "300"}}, secondary),
             300);
}

void BudgetTest::refusedTogetherIsRefusedOnce() {
    Refused refused;
    const Time now = refused.clock.now();
    for (int request = 0; request < 4; ++request)
        QCOMPARE(refused.budget.learn(403, {}, secondary, now, ""), std::optional(now + 60s));
    refused.clock.advanceTo(now + 60s);
    QCOMPARE(refused.seconds(403, {}, secondary), 120);
}

void BudgetTest::noOtherRefusalIsALimit() {
    Refused refused;
    QCOMPARE(
        refused.seconds(403, {{"x-github-request-id", "A1:B2"}}, R"({"message": "Resource not accessible"})"),
        0);
    QCOMPARE(refused.seconds(404, {}, secondary), 0);
}

void BudgetTest::joinsWhatProcessesSaved() {
    FakeClock clock;
    const auto saved = [&](std::int64_t until, std::int64_t remaining, std::int64_t reset) {
        const auto moment = [&](std::int64_t seconds) {
            return std::to_string(epochMs(clock.now() + Millis(seconds * 1000)));
        };
        return R"({"until":)" + moment(until) + R"(,"windows":{"":{"limit":100,"remaining":)" +
               std::to_string(remaining) + R"(,"reset":)" + moment(reset) + "}}}";
    };
    const auto joined = [&](const std::string& one, const std::string& other) {
        // The order of two processes says nothing.
        return Budget::joined(one, other, clock.now()) == Budget::joined(other, one, clock.now())
                   ? Budget::joined(one, other, clock.now())
                   : std::string("(differs)");
    };
    const auto plain = [&](const std::string& one) { return Budget::joined(one, "", clock.now()); };
    QCOMPARE(joined(saved(10, 40, 60), saved(20, 30, 60)), plain(saved(20, 30, 60)));
    QCOMPARE(joined(saved(20, 1, 60), saved(10, 90, 120)), plain(saved(20, 90, 120)));
    QCOMPARE(joined(saved(10, 40, 60), saved(-1, 30, -1)), plain(saved(10, 40, 60)));
    QCOMPARE(joined(saved(10, 40, 60), ""), plain(saved(10, 40, 60)));
    QCOMPARE(joined("", ""), std::string());
}

void BudgetTest::takesOverWhatStillHolds_data() {
    QTest::addColumn<QByteArray>("saved");
    const qint64 now = epochMs(FakeClock().now());
    const auto row = [](const char* name, const QByteArray& saved) { QTest::newRow(name) << saved; };
    row("past", R"({"until":)" + QByteArray::number(now) + "}");
    row("too far", R"({"until":)" + QByteArray::number(now + 86'400'001) + "}");
    row("past window",
        R"({"windows":{"":{"limit":10,"remaining":0,"reset":)" + QByteArray::number(now) + "}}}");
    row("window too far", R"({"windows":{"":{"limit":10,"remaining":0,"reset":)" +
                              QByteArray::number(now + 86'400'001) + "}}}");
    row("another resource", R"({"windows":{"search":{"limit":10,"remaining":0,"reset":)" +
                                QByteArray::number(now + 60'000) + "}}}");
    for (const char* garbage :
         {"", "[", "7", "{\"until\":\"soon\"}", "{\"windows\":[1]}", "{\"windows\":{\"\":7}}",
          "{\"minute\":7}", "{\"minute\":[\"x\"]}", "{\"windows\":7}"})
        row(*garbage ? garbage : "empty", garbage);
}

void BudgetTest::takesOverWhatStillHolds() {
    QFETCH(QByteArray, saved);
    FakeClock clock;
    Budget budget(std::make_shared<Gate>(clock, 0));
    budget.restore(saved.toStdString(), clock.now());
    QCOMPARE(budget.ask(clock.now(), false, "").kind, Budget::Verdict::Kind::go);
}

void BudgetTest::keepsThePaceOfAllTogether() {
    FakeClock clock;
    Budget one(std::make_shared<Gate>(clock, 0)), other(std::make_shared<Gate>(clock, 0));
    for (auto* budget : {&one, &other}) budget->limitPerMinute(10);
    const Time begin = clock.now();
    for (int request = 0; request < 4; ++request) one.spend(begin, "");
    for (int request = 0; request < 5; ++request) other.spend(begin + 10s, "");
    other.restore(one.save(), begin + 20s);
    const auto verdict = other.ask(begin + 20s, false, "");
    QCOMPARE(verdict.kind, Budget::Verdict::Kind::wait);
    QCOMPARE(verdict.until, begin + 60s);
    QCOMPARE(other.ask(begin + 20s, true, "").kind, Budget::Verdict::Kind::go);
    // Twice told is not twice spent.
    other.restore(one.save(), begin + 20s);
    QCOMPARE(other.ask(begin + 20s, true, "").kind, Budget::Verdict::Kind::go);
}

QTEST_APPLESS_MAIN(BudgetTest)
#include "tst_budget.moc"
