// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "program/sources_output.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <memory>

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

Time now() { return parseTime("2026-05-04T10:00:00Z").value(); }

SourceState limited() {
    SourceState state;
    state.source = "ci";
    state.kind = "github";
    state.health = SourceHealth::rateLimited;
    state.error = Error{Fault::rateLimited, "slow down", 429, now() + 10min};
    state.nextPollAt = now() + 12min;
    return state;
}

QByteArray written(const SourceState& state, cli::Format format) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
    writeSources(file.get(), {state}, format, now());
    QByteArray text(static_cast<qsizetype>(std::ftell(file.get())), '\0');
    std::rewind(file.get());
    text.resize(static_cast<qsizetype>(
        std::fread(text.data(), 1, static_cast<std::size_t>(text.size()), file.get())));
    return text;
}

QJsonObject json(const SourceState& state) {
    return QJsonDocument::fromJson(written(state, cli::Format::json)).array().first().toObject();
}

bool tableSays(const SourceState& state, const char* words) {
    return written(state, cli::Format::table).contains(words);
}

} // namespace

/// How sources are printed by `show sources`.
class SourcesOutputTest : public QObject {
    Q_OBJECT

private slots:
    void limitsSayUntilWhen();
    void limitsThatAreOverDoNot();
    void whenAskingAgainMakesSense();
    void clocksThatDiffer();
    void listsThatShrank();
};

void SourcesOutputTest::limitsSayUntilWhen() {
    auto state = limited();
    QVERIFY(tableSays(state, "rate-limited until 2026-05-04T10:10:00Z"));
    state.error->retryAfter.reset();
    QVERIFY(tableSays(state, "rate-limited until 2026-05-04T10:12:00Z"));
    QVERIFY(tableSays(state, "slow down"));
}

void SourcesOutputTest::limitsThatAreOverDoNot() {
    auto state = limited();
    state.error->retryAfter = now();
    QVERIFY(tableSays(state, "rate_limited"));
    QVERIFY(!tableSays(state, "until"));
    state = limited();
    state.health = SourceHealth::disabled;
    QVERIFY(tableSays(state, "disabled"));
}

void SourcesOutputTest::whenAskingAgainMakesSense() {
    auto state = limited();
    const auto error = json(state)["error"].toObject();
    QCOMPARE(error["fault"].toString(), "rate_limited");
    QCOMPARE(error["retryAfter"].toString(), "2026-05-04T10:10:00.000Z");
    const auto csv = written(state, cli::Format::csv);
    QVERIFY2(csv.contains(",slow down,2026-05-04T10:10:00.000Z,"), csv);
    state.error->retryAfter.reset();
    QVERIFY(!json(state)["error"].toObject().contains("retryAfter"));
}

void SourcesOutputTest::clocksThatDiffer() {
    auto state = limited();
    for (const Millis skew : {Millis(2min), Millis(-2min)}) {
        state.skew = skew;
        QVERIFY(!tableSays(state, "clock"));
        QVERIFY(!json(state).contains("skewMs"));
    }
    state.skew = -2min - 1s;
    QVERIFY(tableSays(state, "slow down; its clock is off by 2m1s"));
    QCOMPARE(json(state)["skewMs"].toInt(), -121'000);
    state.error.reset();
    QVERIFY(!tableSays(state, ";"));
}

void SourcesOutputTest::listsThatShrank() {
    auto state = limited();
    state.error.reset();
    state.scopes.resize(2);
    state.scopes[0].scope = "acme/web";
    state.scopes[0].error = notWatched();
    QVERIFY(!json(state).contains("shrinkage"));
    state.scopes[1] = state.scopes[0];
    state.scopes[1].scope = "acme/api";
    const QByteArray words = "watches 0 instead of 2; what is no longer listed stays as it was for a day";
    QVERIFY(tableSays(state, words));
    QCOMPARE(json(state)["shrinkage"].toString(), QString(words));
}

QTEST_APPLESS_MAIN(SourcesOutputTest)
#include "tst_sources_output.moc"
