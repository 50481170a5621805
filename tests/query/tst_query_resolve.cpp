// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"
#include "query/resolve.h"
#include "records/nearest.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::query;

namespace {

const Time now = fromEpochMs(1'000'000'000'000);
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min(),
                       highest = std::numeric_limits<std::int64_t>::max();

Resolved resolved(const char* text, Kind kind = Kind::run) {
    return resolve(*parse(text), kind, now).value().front();
}

} // namespace

/// Operands read as what their field holds.
class QueryResolveTest : public QObject {
    Q_OBJECT

private slots:
    void spans();
    void words();
    void patterns();
    void extremes();
    void texts();
    void nearest();
};

void QueryResolveTest::spans() {
    const auto span = [](const char* text) { return resolved(text).spans.front(); };
    QCOMPARE(span("age<2h"), (Span{lowest, 7'199'999}));
    QCOMPARE(span("duration>=10m"), (Span{600'000, highest}));
    QCOMPARE(span("startedAt>2h"), (Span{1'000'000'000'000 - 7'200'000 + 1, highest}));
    QCOMPARE(span("startedAt:2026-05-04"), (Span{1'777'852'800'000, 1'777'939'199'999}));
    QCOMPARE(span("startedAt<=2026-05-04"), (Span{lowest, 1'777'852'800'000}));
    QCOMPARE(span("attempt:*"), (Span{lowest, highest}));
    QCOMPARE(resolved("attempt:1,3").spans, (std::vector<Span>{{1, 1}, {3, 3}}));
}

void QueryResolveTest::words() {
    QCOMPARE(resolved("status:un*,failure").values, (std::vector<std::int64_t>{0, 5, 6}));
    QCOMPARE(resolved("status=\"un*\"").values, (std::vector<std::int64_t>{}));
    QCOMPARE(resolved("severity>=high", Kind::alert).values, (std::vector<std::int64_t>{3, 4}));
    QCOMPARE(resolved("severity<high", Kind::alert).values, (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(resolved("flaky:true", Kind::test).values, (std::vector<std::int64_t>{1}));
}

void QueryResolveTest::patterns() {
    const auto term = resolved("-branch:a*,\"b*\",7");
    QVERIFY(term.negated && !term.freeText && term.patterns.size() == 3);
    QVERIFY(term.patterns[0].glob && !term.patterns[1].glob && !term.patterns[2].glob);
    QCOMPARE(term.patterns[2].number, std::optional(7.0));
    QVERIFY(!resolved("branch=a*").patterns[0].glob);
    QCOMPARE(resolved("label.app:x").field.key, std::string("app"));
    QCOMPARE(resolved("attr.x<1.5").bound, std::optional(1.5));
    QVERIFY(resolved("word").freeText);
}

void QueryResolveTest::extremes() {
    QVERIFY(!resolved("attempt<-9223372036854775808").spans.front().holds(lowest));
    QVERIFY(!resolved("attempt>9223372036854775807").spans.front().holds(highest));
    QVERIFY(!resolve(*parse("age<9999999999999999999d"), Kind::run, now).ok());
    QVERIFY(!resolve(*parse("attr.x>nan"), Kind::run, now).ok());
    const auto error = resolve(*parse(std::string(9000, 'x') + ":y"), Kind::run, now).error();
    QVERIFY(error.message.size() < 200);
}

void QueryResolveTest::texts() {
    QVERIFY(globFolded("a*B*c", "AxxbxC") && globFolded("*", "") && globFolded("**a", "a") &&
            !globFolded("a*b", "acbx"));
    QVERIFY(!globFolded("", "a") && globFolded("", "") && globFolded("*ab*ab", "abxabab"));
    QVERIFY(containsFolded("Hello", "ELL") && containsFolded("x", "") && !containsFolded("", "x"));
    QVERIFY(!equalFolded("\xC3\x9C", "\xC3\xBC"));
    // A hostile glob takes time by the product of the lengths at most.
    QVERIFY(!globFolded("*a*a*a*a*a*a*a*a*a*b", std::string(20'000, 'a')));
}

void QueryResolveTest::nearest() {
    const std::vector<std::string> words{"status", "stages", "Branch"};
    QCOMPARE(nearestWord("sttaus", words), std::string("status"));
    QCOMPARE(nearestWord("BRANHC", words), std::string("Branch"));
    QCOMPARE(nearestWord("", words), std::string("status"));
    QCOMPARE(nearestWord("x", std::vector<std::string>{}), std::string());
    QCOMPARE(wordDistance("kitten", "sitting"), std::size_t{3});
    QCOMPARE(wordDistance("ab", "ba"), std::size_t{1});
    QCOMPARE(nearestWord(std::string(1 << 20, 'x'), words), std::string("status"));
}

QTEST_APPLESS_MAIN(QueryResolveTest)
#include "tst_query_resolve.moc"
