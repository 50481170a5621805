// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"
#include "waiting.h"

#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace shipglass;

namespace {

RawServer::Handler always(QByteArray bytes) {
    return [bytes = std::move(bytes)](QIODevice& connection, const QByteArray&) { connection.write(bytes); };
}

/// Writes `piece` for as long as the other side reads, up to a gigabyte.
RawServer::Handler endless(QByteArray head, QByteArray piece, qint64* sent) {
    return [=](QIODevice& connection, const QByteArray&) {
        const auto more = [=, &connection] {
            while (*sent < (qint64{1} << 30) && connection.bytesToWrite() < 262'144)
                *sent += connection.write(piece);
        };
        connection.write(head);
        QObject::connect(&connection, &QIODevice::bytesWritten, &connection, more);
        more();
    };
}

} // namespace

/// What a hostile or broken server can do, and what cancelling does.
class TestCurlLimits : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        for (const char* name : {"http_proxy", "all_proxy", "ALL_PROXY"}) qunsetenv(name);
    }

    void aTruncatedBodyIsAFault() {
        RawServer server([](QIODevice& connection, const QByteArray&) {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
            static_cast<QTcpSocket&>(connection).disconnectFromHost();
        });
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::network);
        QVERIFY(got.error().message.ends_with("hung up before the end of its answer"));
    }

    void truncatedChunksAreAFault() {
        RawServer server([](QIODevice& connection, const QByteArray&) {
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
            static_cast<QTcpSocket&>(connection).disconnectFromHost();
        });
        CurlTransport transport;
        QCOMPARE(ask(transport, get(server.url())).error().fault, Fault::network);
    }

    void hangingUpIsAFault() {
        RawServer server([](QIODevice& connection, const QByteArray&) {
            static_cast<QTcpSocket&>(connection).disconnectFromHost();
        });
        CurlTransport transport;
        QCOMPARE(ask(transport, get(server.url())).error().fault, Fault::network);
    }

    void whatIsNotHttpIsMalformed() {
        RawServer server(always("220 mail ready\r\n\r\n"));
        CurlTransport transport;
        QCOMPARE(ask(transport, get(server.url())).error().fault, Fault::malformed);
    }

    void aRefusedConnectionIsSaid() {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost, 0));
        const auto peer = "127.0.0.1:" + std::to_string(gone.serverPort());
        gone.close();
        CurlTransport transport;
        const auto got = ask(transport, get("http://user:word@" + peer + "/path?token=secret"));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::network);
        QCOMPARE(got.error().message, peer + " refused the connection");
    }

    void anUnknownNameIsSaid() {
        CurlTransport transport;
        const auto got = ask(transport, get("http://name.invalid/"));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::network);
        QCOMPARE(got.error().message, std::string("the name name.invalid was not found"));
    }

    void anEndlessBodyIsCutOff() {
        qint64 sent = 0;
        RawServer server(endless("HTTP/1.1 200 OK\r\n\r\n", QByteArray(65'536, 'x'), &sent));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tooLarge);
        QCOMPARE(got.error().message, std::string("answer larger than 8 MB"));
        QVERIFY(sent < (qint64{1} << 26));
    }

    void aBombIsCutOff() {
        const auto packed = qCompress(QByteArray(64 << 20, '\0')).mid(4);
        RawServer server(always(answer(packed, "HTTP/1.1 200 OK\r\nContent-Encoding: deflate")));
        CurlTransport transport;
        auto request = get(server.url());
        request.largestBody = 100'000;
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().message, std::string("answer larger than 97 KB"));
    }

    void aBodyOfExactlyTheLimitIsFine() {
        RawServer server(always(answer(QByteArray(1000, 'x'))));
        CurlTransport transport;
        auto request = get(server.url());
        request.largestBody = 1000;
        QVERIFY(ask(transport, request).ok());
        request.largestBody = 999;
        QCOMPARE(ask(transport, request).error().fault, Fault::tooLarge);
    }

    void aFloodOfHeadersIsCutOff() {
        qint64 sent = 0;
        RawServer server(endless("HTTP/1.1 200 OK\r\n", "X-Flood: " + QByteArray(1000, 'x') + "\r\n", &sent));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tooLarge);
        QVERIFY(sent < (qint64{1} << 24));
    }

    void aHeaderWithoutEndIsCutOff() {
        const QByteArray head = "HTTP/1.1 200 OK\r\nX-Flood: " + QByteArray(300'000, 'x');
        RawServer server(always(answer("{}", head)));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url()));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tooLarge);
        QCOMPARE(got.error().message, std::string("a header of the answer larger than 100 KB"));
    }

    void silenceIsAnIdleTimeout() {
        RawServer server(always("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        CurlTransport transport;
        auto request = get(server.url());
        request.idleTimeout = Millis{40};
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::timeout);
        QVERIFY2(got.error().message.ends_with("sent nothing for 40ms"), got.error().message.c_str());
    }

    void drippingIsATotalTimeout() {
        RawServer server([](QIODevice& connection, const QByteArray&) {
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            auto* const drip = new QTimer(&connection);
            QObject::connect(drip, &QTimer::timeout, &connection, [&] { connection.write("x"); });
            drip->start(2);
        });
        CurlTransport transport;
        auto request = get(server.url());
        request.totalTimeout = Millis{80};
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::timeout);
        QVERIFY2(got.error().message.ends_with("within 80ms"), got.error().message.c_str());
        QVERIFY(got.error().message.starts_with("no whole answer"));
    }

    void waitingForAConnectionIsNotIdle() {
        int held = 1;
        RawServer server([&](QIODevice& connection, const QByteArray&) {
            // The first answer comes long after the idle limit of the request that waits behind it.
            QTimer::singleShot(held-- > 0 ? 400 : 0, &connection,
                               [&connection] { connection.write(answer("x")); });
        });
        CurlTransport transport;
        transport.limitConnectionsPerHost(1);
        auto queued = get(server.url());
        queued.idleTimeout = Millis{300};
        const auto first = transport.send(get(server.url()), {}, [](const Result<WireAnswer>&) {});
        const auto got = ask(transport, queued);
        QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
    }

    void piecesComeInOrderAndBounded() {
        qint64 sent = 0;
        RawServer server(endless("HTTP/1.1 200 OK\r\n\r\n", QByteArray(65'536, 'x'), &sent));
        CurlTransport transport;
        std::size_t got = 0, largest = 0;
        std::unique_ptr<Operation> operation = transport.send(
            get(server.url()),
            [&](std::string_view piece) {
                got += piece.size();
                largest = std::max(largest, piece.size());
                if (got > (32U << 20U)) operation.reset();
            },
            [](const Result<WireAnswer>&) { QFAIL("a cancelled request ended"); });
        turnLoop([&] { return !operation; });
        QVERIFY(got > (32U << 20U));
        QVERIFY2(largest <= (1U << 20U), std::to_string(largest).c_str());
    }

    void streamedBodiesStayWhole() {
        QByteArray body;
        for (int i = 0; i < 200'000; ++i) body += QByteArray::number(i) + '\n';
        const auto packed = qCompress(body).mid(4);
        RawServer server(always(answer(packed, "HTTP/1.1 200 OK\r\nContent-Encoding: deflate")));
        CurlTransport transport;
        QByteArray joined;
        const auto got = ask(transport, get(server.url()), [&](std::string_view piece) {
            joined.append(piece.data(), static_cast<qsizetype>(piece.size()));
        });
        QVERIFY(got.ok());
        QVERIFY(got->body.empty());
        QVERIFY(joined == body);
    }

    void destroyingCancels() {
        RawServer server([](QIODevice&, const QByteArray&) {});
        CurlTransport transport;
        auto operation = transport.send(
            get(server.url()), {}, [](const Result<WireAnswer>&) { QFAIL("a cancelled request ended"); });
        turnLoop([&] { return server.requests == 1; });
        operation.reset();
        turnLoop([&] { return server.hangUps == 1; });
        QCOMPARE(server.hangUps, 1);
    }

    void oneCompletionMayCancelAnother() {
        RawServer server(always(answer("x")));
        CurlTransport transport;
        std::vector<std::unique_ptr<Operation>> operations;
        int ended = 0;
        for (int i = 0; i < 20; ++i)
            operations.push_back(transport.send(get(server.url()), {}, [&](const Result<WireAnswer>&) {
                ++ended;
                operations.clear();
            }));
        turnLoop([&] { return ended > 0; });
        QVERIFY(ask(transport, get(server.url())).ok());
        QCOMPARE(ended, 1);
    }

    void theCompletionMaySendAgainAndDestroyItself() {
        RawServer server(always(answer("x")));
        CurlTransport transport;
        std::unique_ptr<Operation> operation;
        int rounds = 0;
        std::function<void(const Result<WireAnswer>&)> again = [&](const Result<WireAnswer>&) {
            operation.reset();
            if (++rounds < 100) operation = transport.send(get(server.url()), {}, again);
        };
        operation = transport.send(get(server.url()), {}, again);
        turnLoop([&] { return rounds == 100; });
        QCOMPARE(rounds, 100);
        QCOMPARE(server.connections, 1);
    }

    void theTransportMayGoFirst() {
        RawServer server(always(answer("x")));
        auto transport = std::make_unique<CurlTransport>();
        int ended = 0;
        std::vector<std::unique_ptr<Operation>> operations;
        for (int i = 0; i < 5; ++i)
            operations.push_back(transport->send(get(server.url()), {}, [&](const Result<WireAnswer>&) {
                ++ended;
                transport.reset();
            }));
        turnLoop([&] { return ended > 0; });
        QCOMPARE(ended, 1);
        QVERIFY(!transport);
    }
};

QTEST_GUILESS_MAIN(TestCurlLimits)
#include "tst_curl_limits.moc"
