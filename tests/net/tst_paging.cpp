// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "paged_world.h"

#include "net/pages.h"

#include <nlohmann/json.hpp>

using namespace shipglass;

Q_DECLARE_METATYPE(shipglass::Paging)

namespace {

std::string connection(const std::string& rows, bool more, const std::string& cursor) {
    return R"({"data":{"runs":{"nodes":)" + rows + R"(,"pageInfo":{"endCursor":)" + cursor +
           R"(,"hasNextPage":)" + (more ? "true" : "false") + "}}}}";
}

/// The variables of a GraphQL request, as text.
std::string variables(const std::string& body) { return nlohmann::json::parse(body)["variables"].dump(); }

/// Answers every request with a full page and a way to the next that was never given before.
class EndlessPages final : public Transport {
public:
    std::unique_ptr<Operation> send(WireRequest request, Piece, Complete complete) override {
        const std::string n = std::to_string(++requests);
        const std::string next = "https://ci.example/list?to=" + n;
        last = std::move(request);
        complete(page(R"({"data":{"runs":{"pageInfo":{"hasNextPage":true,"endCursor":"c)" + n +
                          R"("}}},"rows":[)" + n + R"(,0],"token":"t)" + n + R"(","next":")" + next + R"("})",
                      "<" + next + ">; rel=\"next\""));
        return nullptr;
    }
    int requests = 0;
    WireRequest last;
};

void addStyles() {
    QTest::addColumn<Paging>("paging");
    QTest::newRow("link header") << Paging::linkHeader();
    QTest::newRow("page number") << Paging::pageNumber("/rows", "page", "per_page", 2);
    QTest::newRow("offset") << Paging::offset("/rows", "offset", "limit", 2);
    QTest::newRow("token") << Paging::token("/token", "page_token");
    QTest::newRow("next url") << Paging::nextUrl("/next");
    QTest::newRow("graphql") << Paging::graphql("/data/runs", "after");
}

/// A first request that fits the style.
Request firstRequest(const Paging& paging) {
    if (paging.style() != Paging::Style::graphql) return Request("/list");
    Request request(Method::post, "/graphql");
    return request.body(R"({"query":"{runs}","variables":{}})");
}

} // namespace

/// Every way in which systems hand out long lists, and the ways in which that goes wrong.
class PagingTest : public QObject {
    Q_OBJECT
private slots:
    void followsLinkHeaders();
    void countsPages();
    void countsRows();
    void stopsAtAnEmptyPage();
    void sendsTokens();
    void sendsTokensInTheBody();
    void followsNextUrls();
    void followsGraphqlConnections();
    void endsAtOnceWithAnEmptyList_data() { addStyles(); }
    void endsAtOnceWithAnEmptyList();
    void keepsTheHeadersOfTheFirstRequest();
    void refusesARepeatedPlace_data();
    void refusesARepeatedPlace();
    void stopsEndlessLists_data() { addStyles(); }
    void stopsEndlessLists();
    void stopsAfterAThousandPages();
    void staysWithItsServer_data();
    void staysWithItsServer();
    void tellsAChangedListFromTheLastPage();
    void endsWithTheFaultOfAPage();
};

void PagingTest::followsLinkHeaders() {
    PagedWorld world(
        {page(
             "[1]",
             R"(<https://ci.example/base/list?page=9>; rel="last", <https://ci.example/base/list?page=2>; rel="next")"),
         page("[2]", "</base/list?page=3>; rel=next"), page("[3]", "<?page=4>; rel=\"prev next\""),
         page("[4]", R"(<https://ci.example/base/list?page=1>; rel="first")")});
    QCOMPARE(world.read(Request("/list").query("page", "1"), Paging::linkHeader()),
             (Texts{"[1]", "[2]", "[3]", "[4]"}));
    QCOMPARE(world.asked(),
             (Texts{"/base/list?page=1", "/base/list?page=2", "/base/list?page=3", "/base/list?page=4"}));
}

void PagingTest::countsPages() {
    PagedWorld world({page(R"({"rows":[1,2]})"), page(R"({"rows":[3,4]})"), page(R"({"rows":[5]})")});
    QCOMPARE(world.read(Request("/list").query("q", "x"), Paging::pageNumber("/rows", "page", "per_page", 2))
                 .size(),
             3U);
    QCOMPARE(world.asked(), (Texts{"/base/list?q=x&page=1&per_page=2", "/base/list?q=x&page=2&per_page=2",
                                   "/base/list?q=x&page=3&per_page=2"}));
    PagedWorld fromZero({page("[1]"), page("[]")});
    QCOMPARE(fromZero.read(Request("/list"), Paging::pageNumber("", "p", "n", 1).from(0)).size(), 2U);
    QCOMPARE(fromZero.asked(), (Texts{"/base/list?p=0&n=1", "/base/list?p=1&n=1"}));
}

void PagingTest::countsRows() {
    // A server may give more rows than asked for: the next offset is behind those that came.
    PagedWorld world({page("[1,2,3]"), page("[4,5]"), page("[6]")});
    QCOMPARE(world.read(Request("/list"), Paging::offset("", "offset", "limit", 2)),
             (Texts{"[1,2,3]", "[4,5]", "[6]"}));
    QCOMPARE(world.asked(), (Texts{"/base/list?offset=0&limit=2", "/base/list?offset=3&limit=2",
                                   "/base/list?offset=5&limit=2"}));
}

void PagingTest::stopsAtAnEmptyPage() {
    PagedWorld world({page("[1,2]"), page("[]")});
    QCOMPARE(world.read(Request("/list"), Paging::offset("", "offset", "limit", 2)), (Texts{"[1,2]", "[]"}));
    QCOMPARE(world.wire.sent.size(), 2U);
}

void PagingTest::sendsTokens() {
    PagedWorld world({page(R"({"token":"a=b&c"})"), page(R"({"token":7})"), page(R"({"token":null})")});
    QCOMPARE(world.read(Request("/list"), Paging::token("/token", "page_token")).size(), 3U);
    QCOMPARE(world.asked(),
             (Texts{"/base/list", "/base/list?page_token=a%3Db%26c", "/base/list?page_token=7"}));
}

void PagingTest::sendsTokensInTheBody() {
    PagedWorld world({page(R"({"meta":{"cursor":"a\"b"}})"), page(R"({"meta":{"cursor":""}})")});
    Request request(Method::post, "/search");
    request.body(R"({"filter":"x"})");
    QCOMPARE(world.read(request, Paging::token("/meta/cursor", "cursor")).size(), 2U);
    QCOMPARE(world.asked(), (Texts{R"({"filter":"x"})", R"({"cursor":"a\"b","filter":"x"})"}));
    PagedWorld odd({page(R"({"token":"a"})")});
    request.body("plain");
    QCOMPARE(odd.read(request, Paging::token("/token", "cursor")).back(),
             std::string("unsupported: a page token has no place in this request"));
}

void PagingTest::followsNextUrls() {
    PagedWorld world({page(R"({"_links":{"next":{"href":"https://ci.example/other?to=2"}}})"),
                      page(R"({"_links":{"next":{"href":"?to=3"}}})"), page(R"({"_links":{}})")});
    QCOMPARE(world.read(Request("/list"), Paging::nextUrl("/_links/next/href")).size(), 3U);
    QCOMPARE(world.asked(), (Texts{"/base/list", "/other?to=2", "/other?to=3"}));
    // The first page may already be answered with a reference to itself.
    PagedWorld relative({page(R"({"next":"?to=2"})"), page(R"({"next":"more?to=3"})"), page("{}")});
    QCOMPARE(relative.read(Request("/list"), Paging::nextUrl("/next")).size(), 3U);
    QCOMPARE(relative.asked(), (Texts{"/base/list", "/base/list?to=2", "/base/more?to=3"}));
}

void PagingTest::followsGraphqlConnections() {
    PagedWorld world({page(connection("[1]", true, "\"a\"")), page(connection("[2]", true, "\"b\"")),
                      page(connection("[3]", false, "\"c\""))});
    Request request(Method::post, "/graphql");
    request.body(R"({"query":"{runs}","variables":{"first":1}})");
    QCOMPARE(world.read(request, Paging::graphql("/data/runs", "after")).size(), 3U);
    const auto asked = world.asked();
    QCOMPARE(variables(asked[0]), std::string(R"({"first":1})"));
    QCOMPARE(variables(asked[1]), std::string(R"({"after":"a","first":1})"));
    QCOMPARE(variables(asked[2]), std::string(R"({"after":"b","first":1})"));
}

void PagingTest::endsAtOnceWithAnEmptyList() {
    QFETCH(Paging, paging);
    const std::string body =
        R"({"data":{"runs":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}},"next":null,"rows":[],"token":""})";
    PagedWorld world({page(body)});
    QCOMPARE(world.read(firstRequest(paging), paging).size(), 1U);
    QCOMPARE(world.wire.sent.size(), 1U);
}

void PagingTest::keepsTheHeadersOfTheFirstRequest() {
    for (const auto& paging :
         {Paging::linkHeader(), Paging::nextUrl("/next"), Paging::token("/token", "t")}) {
        PagedWorld world(
            {page(R"({"next":"/base/list?to=2","token":"2"})", "</base/list?to=2>; rel=next"), page("{}")});
        QCOMPARE(world.read(Request("/list").header("X-Version", "3").atMost(500), paging).size(), 2U);
        QCOMPARE(sentHeader(world.wire.sent.back(), "X-Version"), std::string("3"));
        QCOMPARE(sentHeader(world.wire.sent.back(), "Authorization"), std::string("Bearer s3cr3t-t0ken"));
        QCOMPARE(world.wire.sent.back().largestBody, 500U);
    }
}

void PagingTest::refusesARepeatedPlace_data() {
    QTest::addColumn<Paging>("paging");
    QTest::addColumn<QByteArray>("what");
    QTest::newRow("link header") << Paging::linkHeader() << QByteArray("the same next page");
    QTest::newRow("page number") << Paging::pageNumber("/rows", "page", "per_page", 2)
                                 << QByteArray("the same page");
    QTest::newRow("offset") << Paging::offset("/rows", "offset", "limit", 2) << QByteArray("the same page");
    QTest::newRow("token") << Paging::token("/token", "t") << QByteArray("the same page token");
    QTest::newRow("next url") << Paging::nextUrl("/next") << QByteArray("the same next page");
    QTest::newRow("graphql") << Paging::graphql("/data/runs", "after") << QByteArray("the same cursor");
}

void PagingTest::refusesARepeatedPlace() {
    QFETCH(Paging, paging);
    QFETCH(QByteArray, what);
    PagedWorld world({page(
        R"({"data":{"runs":{"pageInfo":{"hasNextPage":true,"endCursor":"c"}}},"next":"/base/list?to=2","rows":[1,2],"token":"t"})",
        "</base/list?to=2>; rel=\"next\"")});
    const auto read = world.read(firstRequest(paging), paging);
    QCOMPARE(read.size(), 3U);
    QCOMPARE(read.back(),
             "too_large: the list never ends: the server gives " + what.toStdString() + " again");
    QCOMPARE(world.wire.sent.size(), 2U);
}

void PagingTest::stopsEndlessLists() {
    QFETCH(Paging, paging);
    EndlessPages pages;
    PagedWorld world({});
    world.transport = &pages;
    const auto read = world.read(firstRequest(paging), paging.atMost(5));
    QCOMPARE(read.size(), 6U);
    QCOMPARE(read.back(), std::string("too_large: the list has more than 5 pages; the rest was not read"));
    QCOMPARE(pages.requests, 5);
}

void PagingTest::stopsAfterAThousandPages() {
    EndlessPages pages;
    PagedWorld world({});
    world.transport = &pages;
    const auto all = world.run(readAll(world.session().pages(Request("/list"), Paging::linkHeader())));
    QCOMPARE(all.error().fault, Fault::tooLarge);
    QCOMPARE(all.error().message, std::string("the list has more than 1000 pages; the rest was not read"));
    QCOMPARE(pages.requests, 1000);
}

void PagingTest::staysWithItsServer_data() {
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("another host") << QByteArray("https://evil.example/base")
                                  << QByteArray(": https://evil.example");
    QTest::newRow("another port") << QByteArray("https://ci.example:8443/base")
                                  << QByteArray(": https://ci.example:8443");
    QTest::newRow("without TLS") << QByteArray("http://ci.example/base") << QByteArray(": http://ci.example");
    QTest::newRow("as a name") << QByteArray("https://ci.example@evil.example/")
                               << QByteArray(": https://evil.example");
    QTest::newRow("no scheme") << QByteArray("//evil.example/base") << QByteArray(": https://evil.example");
    QTest::newRow("no address") << QByteArray("javascript:alert(1)") << QByteArray("");
    QTest::newRow("line break") << QByteArray("/base\\r\\nX: y") << QByteArray("");
}

void PagingTest::staysWithItsServer() {
    QFETCH(QByteArray, next);
    QFETCH(QByteArray, where);
    PagedWorld world(
        {page(R"({"next":")" + next.toStdString() + "\"}", "<" + next.toStdString() + ">; rel=\"next\"")});
    const std::string refusal = "malformed: the next page would be on another server" + where.toStdString();
    QCOMPARE(world.read(Request("/list"), Paging::nextUrl("/next")).back(), refusal);
    QCOMPARE(world.read(Request("/list"), Paging::linkHeader()).back(), refusal);
    QCOMPARE(world.asked(), (Texts{"/base/list", "/base/list"}));
}

void PagingTest::tellsAChangedListFromTheLastPage() {
    PagedWorld world({page(R"({"rows":[1,2]})"), page(R"({"items":[3,4]})")});
    const auto read = world.read(Request("/list"), Paging::offset("/rows", "offset", "limit", 2));
    QCOMPARE(read.size(), 3U);
    QVERIFY2(read.back().starts_with("malformed: "), read.back().c_str());
}

void PagingTest::endsWithTheFaultOfAPage() {
    PagedWorld world({page("[1,2]"), wireAnswer(403)});
    const auto read = world.read(Request("/list"), Paging::offset("", "offset", "limit", 2));
    QCOMPARE(read, (Texts{"[1,2]", "forbidden: GET /base/list was answered with 403"}));
}

QTEST_APPLESS_MAIN(PagingTest)
#include "tst_paging.moc"
