// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query.h"
#include "support/random_records.h"

#include <QTest>

using namespace shipglass;
using namespace shipglass::query;

namespace {

Query withoutColumns(Query query) {
    for (Term& term : query.terms) term.column = 1;
    return query;
}

Term term(bool negated, const char* field, Operator op, std::vector<Operand> values, std::size_t column = 1) {
    return {negated, field, op, std::move(values), column};
}

/// Makes trees such as parse() makes them.
class RandomQueries {
public:
    explicit RandomQueries(std::uint64_t seed) : m_random(seed) {}

    Query query() {
        Query query;
        for (auto count = m_random.below(5); count > 0; --count) query.terms.push_back(term());
        return query;
    }
    std::string noise() {
        static constexpr std::string_view letters = "ab.-:=<>,*\"\\ \n\xC3\xBC\x01"
                                                    "9";
        std::string text;
        for (auto count = m_random.below(24); count > 0; --count)
            text += letters[m_random.below(letters.size())];
        return text;
    }

private:
    Term term() {
        Term term;
        term.negated = m_random.chance(30);
        term.op = static_cast<Operator>(m_random.below(7));
        if (term.op == Operator::text) {
            term.values = {m_random.chance(50) ? Operand{noise(), true} : Operand{word(), false}};
            return term;
        }
        static constexpr std::array<const char*, 4> fields{"status", "label.app.kubernetes.io/name", "attr.x",
                                                           "_f9"};
        term.field = m_random.chance(20) ? "label." + noise() + "k" : fields[m_random.below(4)];
        const std::size_t count = term.op == Operator::anyOf ? 1 + m_random.below(4) : 1;
        while (term.values.size() < count)
            term.values.push_back(m_random.chance(50) ? Operand{noise(), true}
                                                      : Operand{word() + "*:x", false});
        return term;
    }
    std::string word() {
        static constexpr std::array<std::string_view, 6> words{"web",    "main.cpp",    "a*b",
                                                               "4f2a9c", "b\xC3\xBCro", "a-b\\c"};
        return std::string(words[m_random.below(words.size())]);
    }

    testing::RandomRecords m_random;
};

} // namespace

/// The query language as text.
class QueryParseTest : public QObject {
    Q_OBJECT

private slots:
    void trees_data();
    void trees();
    void mistakes_data();
    void mistakes();
    void columnsCountCharacters();
    void treesComeBackFromTheirText();
    void noiseNeverBreaks();
    void limits();
};

void QueryParseTest::trees_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("formatted");
    const auto row = [](const char* text, const char* formatted) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(formatted);
    };
    row("", "");
    row("  \t\n", "");
    row(R"(status:failure branch:main label.app:web -actor:*bot "free text" age<2h duration>10m)",
        R"(status:failure branch:main label.app:web -actor:*bot "free text" age<2h duration>10m)");
    row("  a:b,c*   d=e  ", "a:b,c* d=e");
    row(R"(title:"a, b","c\"d\\e",f)", R"(title:"a, b","c\"d\\e",f)");
    row(R"(path:"C:\dir")", R"(path:"C:\\dir")");
    row("startedAt>=2026-05-01T10:00:00Z x<=5 y>1 z<2", "startedAt>=2026-05-01T10:00:00Z x<=5 y>1 z<2");
    row("--x", "--x");
    row("\"OR\" or \"(a\" f(x)", "\"OR\" or \"(a\" f(x)");
    row("-\"-x\"", "-\"-x\"");
    row("main.cpp a-b a,b", "main.cpp a-b a,b");
    row("label.\"a b\":c label.\"plain\"=d", "label.\"a b\":c label.plain=d");
    row("label.a.b/c:x", "label.a.b/c:x");
    row("a::b", "a::b");
    row("field:\"\"", "field:\"\"");
}

void QueryParseTest::trees() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, formatted);
    const auto query = parse(text.toStdString());
    QVERIFY2(query.ok(), query.ok() ? "" : query.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(format(*query)), formatted);
}

void QueryParseTest::mistakes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(message);
    };
    row("a:", "column 3: a value is expected");
    row("a:b,", "column 5: a value is expected");
    row("a: b", "column 3: a value is expected");
    row("a=b,c", "column 4: only : takes several values; a comma as such goes in quotes");
    row("x \"abc", "column 3: the quote is not closed");
    row("a:\"b\"c", "column 6: a space is expected after the closing quote");
    row("ab\"c\"",
        "column 3: a quote may only stand around a whole value; as such it is written \\\" in quotes");
    row("-", "column 2: a term is expected after -");
    row("a - b", "column 4: a term is expected after -");
    row("a OR b",
        "column 3: a query has no OR; several values of a field are written as status:failure,canceled, "
        "and the word as such goes in quotes");
    row("-(a:b)",
        "column 2: a query has no parentheses; all terms hold together, several values of a field are "
        "written as status:failure,canceled, and a parenthesis as such goes in quotes");
    row(">5", "column 1: a field is expected before >");
    row("-:x", "column 2: a field is expected before :");
}

void QueryParseTest::mistakes() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const auto query = parse(text.toStdString());
    QVERIFY(!query.ok());
    QCOMPARE(query.error().fault, Fault::config);
    QCOMPARE(QByteArray::fromStdString(query.error().message), message);
}

void QueryParseTest::columnsCountCharacters() {
    const auto read = parse("\xC3\xBC\xC3\xBC -status:x,\"y*\"");
    const Query expected{{term(false, "", Operator::text, {{"\xC3\xBC\xC3\xBC", false}}, 1),
                          term(true, "status", Operator::anyOf, {{"x", false}, {"y*", true}}, 4)}};
    QVERIFY(read.ok() && *read == expected);
}

void QueryParseTest::treesComeBackFromTheirText() {
    RandomQueries random(42);
    for (int round = 0; round < 20'000; ++round) {
        const Query query = random.query();
        const auto read = parse(format(query));
        QVERIFY2(read.ok(), (format(query) + (read.ok() ? "" : read.error().message)).c_str());
        QVERIFY2(withoutColumns(*read) == query, format(query).c_str());
    }
}

void QueryParseTest::noiseNeverBreaks() {
    RandomQueries random(43);
    int good = 0;
    for (int round = 0; round < 50'000; ++round) {
        const std::string text = random.noise();
        const auto query = parse(text);
        if (!query) continue;
        ++good;
        const auto again = parse(format(*query));
        QVERIFY2(again.ok() && withoutColumns(*again) == withoutColumns(*query), text.c_str());
    }
    QVERIFY(good > 1000);
}

void QueryParseTest::limits() {
    std::string terms, values = "a:b";
    for (int count = 0; count < 101; ++count) {
        terms += "x ";
        values += ",b";
    }
    QVERIFY(parse(terms).error().message.ends_with("a query has at most 100 terms"));
    QVERIFY(parse(values).error().message.ends_with("a term has at most 100 values"));
    QVERIFY(parse(std::string(1 << 20, 'x')).error().message.ends_with("the query is too long"));
}

QTEST_APPLESS_MAIN(QueryParseTest)
#include "tst_query_parse.moc"
