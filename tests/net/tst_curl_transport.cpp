// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace shipglass;

namespace {

std::string headerOf(const WireAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return "(none)";
}

/// A server that answers everything with the same bytes.
RawServer::Handler always(QByteArray bytes) {
    return [bytes = std::move(bytes)](QIODevice& connection, const QByteArray&) { connection.write(bytes); };
}

RawServer::Handler echo() {
    return [](QIODevice& connection, const QByteArray& request) { connection.write(answer(request)); };
}

} // namespace

class TestCurlTransport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        for (const char* name :
             {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"})
            qunsetenv(name);
    }

    void statusIsNoFault_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("status");
        QTest::newRow("ok") << QByteArray("HTTP/1.1 200 OK") << 200;
        QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found") << 404;
        QTest::newRow("no reason") << QByteArray("HTTP/1.1 503") << 503;
        QTest::newRow("old") << QByteArray("HTTP/1.0 200 OK") << 200;
    }
    void statusIsNoFault() {
        QFETCH(QByteArray, line);
        RawServer server(always(answer("body", line)));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(got.ok());
        QTEST(got->status, "status");
        QCOMPARE(got->body, std::string("body"));
    }

    void notModifiedHasNoBody() {
        RawServer server(always("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(got.ok());
        QCOMPARE(got->status, 304);
        QVERIFY(got->body.empty());
    }

    void headersAreLowerCase() {
        RawServer server(
            always("HTTP/1.1 100 Continue\r\nX-Interim: yes\r\n\r\n"
                   "HTTP/1.1 200 OK\r\nX-RateLimit-REMAINING:  17 \r\nEmpty:\r\nSet-Cookie: a=1\r\n"
                   "Set-Cookie: b=2\r\nContent-Length: 0\r\n\r\n"));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(got.ok());
        QCOMPARE(headerOf(*got, "x-ratelimit-remaining"), std::string("17"));
        QCOMPARE(headerOf(*got, "empty"), std::string());
        QCOMPARE(headerOf(*got, "x-interim"), std::string("(none)"));
        QCOMPARE(std::count_if(got->headers.begin(), got->headers.end(),
                               [](const auto& header) { return header.first == "set-cookie"; }),
                 2);
    }

    void sendsTheRequest() {
        RawServer server(echo());
        CurlTransport transport;
        auto request = get(server.url("/a%2Fb?q=1"));
        request.method = Method::patch;
        request.headers = {{"X-One", "1"}, {"X-Empty", ""}, {"Content-Type", "application/json"}};
        request.body = std::string("{\"nul\":\"\0\"}", 11);
        const auto got = ask(transport, request);
        QVERIFY(got.ok());
        const auto& sent = got->body;
        QVERIFY(sent.starts_with("PATCH /a%2Fb?q=1 HTTP/1.1\r\n"));
        QVERIFY(sent.find("\r\nX-One: 1\r\n") != std::string::npos);
        QVERIFY(sent.find("\r\nX-Empty:\r\n") != std::string::npos);
        QVERIFY(sent.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
        QVERIFY(sent.find("\r\nUser-Agent: shipglass/") != std::string::npos);
        QVERIFY(sent.find("gzip") != std::string::npos);
        QVERIFY(sent.ends_with("\r\n\r\n" + request.body));
    }

    void methodsWithoutABody() {
        RawServer server(echo());
        CurlTransport transport;
        auto request = get(server.url());
        request.method = Method::post;
        const auto posted = ask(transport, request);
        QVERIFY(posted.ok());
        QVERIFY(posted->body.starts_with("POST / "));
        QVERIFY(posted->body.find("\r\nContent-Length: 0\r\n") != std::string::npos);
        QVERIFY(posted->body.find("Content-Type") == std::string::npos);
        request.method = Method::remove;
        const auto removed = ask(transport, request);
        QVERIFY(removed.ok() && removed->body.starts_with("DELETE / "));
        request.method = Method::head;
        const auto head = ask(transport, request);
        QVERIFY(head.ok() && head->body.empty() && head->status == 200);
    }

    void signsForAws() {
        RawServer server(echo());
        CurlTransport transport;
        auto request = get(server.url("/?Action=List"));
        request.sigv4 = "aws:amz:eu-west-1:ec2";
        request.credentials = "AKIDEXAMPLE:not-a-real-key";
        const auto got = ask(transport, request);
        QVERIFY(got.ok());
        QVERIFY(got->body.find("\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/") !=
                std::string::npos);
        QVERIFY(got->body.find("not-a-real-key") == std::string::npos);
    }

    void unpacksGzip() {
        const auto packed = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9d751c840a2009fa1ca0913000000");
        RawServer server(always(answer(packed, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip")));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
        QCOMPARE(got->body, std::string("hello, hello, hello"));
        QVERIFY(got->bytes > static_cast<std::uint64_t>(packed.size()));
    }

    void damagedCompressionIsMalformed() {
        RawServer server(always(answer("no gzip at all", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip")));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::malformed);
    }

    void joinsChunks() {
        RawServer server(always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(got.ok());
        QCOMPARE(got->body, std::string("hello, world"));
    }

    void followsNoRedirect() {
        RawServer server(always(answer("moved", "HTTP/1.1 302 Found\r\nLocation: /elsewhere")));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(got.ok());
        QCOMPARE(got->status, 302);
        QCOMPARE(headerOf(*got, "location"), std::string("/elsewhere"));
        QCOMPARE(server.requests, 1);
    }

    void refusesOtherAddresses_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("file") << QByteArray("file:///etc/passwd");
        QTest::newRow("ftp") << QByteArray("ftp://example.org/");
        QTest::newRow("no scheme") << QByteArray("example.org/path");
        QTest::newRow("space") << QByteArray("http://example.org/a b");
        QTest::newRow("line break") << QByteArray("http://example.org/\r\nX: y");
        QTest::newRow("empty") << QByteArray("");
    }
    void refusesOtherAddresses() {
        QFETCH(QByteArray, url);
        CurlTransport transport;
        const auto got = ask(transport, get(url.toStdString()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::config);
    }

    void refusesHeadersThatBreakTheirLine() {
        RawServer server(echo());
        CurlTransport transport;
        auto request = get(server.url());
        request.headers = {{"Authorization", "Bearer secret\nX-Evil: 1"}};
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::config);
        QVERIFY(got.error().message.find("secret") == std::string::npos);
        QCOMPARE(server.requests, 0);
    }

    void unixSocket() {
        QTemporaryDir folder;
        const auto path = folder.filePath("socket");
        RawServer server(path, always(answer("local")));
        CurlTransport transport;
        auto request = get("http://localhost/info");
        request.unixSocket = path.toStdString();
        const auto got = ask(transport, request);
        QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
        QCOMPARE(got->body, std::string("local"));
    }

    void plainTextIsNoTls() {
        RawServer server(echo());
        CurlTransport transport;
        auto request = get(server.url("/", "https"));
        request.connectTimeout = Millis{50};
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::timeout);
        QVERIFY(got.error().message.starts_with("no connection to 127.0.0.1:"));
        QVERIFY(got.error().message.ends_with("within 50ms"));
    }

    void aThousandRequestsShareConnections() {
        RawServer server(always(answer(QByteArray(12'000, 'x'))));
        CurlTransport transport;
        transport.limitConnectionsPerHost(4);
        QEventLoop loop;
        int answered = 0;
        std::vector<std::unique_ptr<Operation>> operations;
        for (int i = 0; i < 1000; ++i)
            operations.push_back(transport.send(get(server.url()), {}, [&](const Result<WireAnswer>& got) {
                answered += got.ok() && got->body.size() == 12'000;
                if (answered == 1000) loop.quit();
            }));
        loop.exec();
        QCOMPARE(server.requests, 1000);
        QVERIFY2(server.connections <= 4, std::to_string(server.connections).c_str());
    }
};

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curl_transport.moc"
