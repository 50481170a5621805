// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "live_session.h"
#include "raw_server.h"
#include "support/scripted_transport.h"

using namespace shipglass;
using namespace std::chrono_literals;

namespace {

using Texts = std::vector<std::string>;

/// A body that the test sends piece by piece.
class PieceTransport final : public Transport {
public:
    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override {
        ++requests;
        sent = std::move(request);
        take = std::move(piece);
        end = std::move(complete);
        return std::make_unique<Sending>(canceled);
    }

    int requests = 0, canceled = 0;
    WireRequest sent;
    Piece take;
    Complete end;

private:
    struct Sending final : Operation {
        explicit Sending(int& destroyed) : count(destroyed) {}
        ~Sending() override { ++count; }
        int& count;
    };
};

struct LineWorld : ReplaySession {
    LineWorld() : ReplaySession("[]") { transport = &wire; }

    /// Begins to read, so that there is a request to answer.
    void open() { next(); }
    /// Reads one line more; nothing while there is none.
    std::optional<Result<std::optional<std::string>>> next() {
        if (!task) {
            task.emplace(lines().next());
            task->start([this](auto got) { ended.emplace(std::move(got)); });
        }
        while (!ended && clock.runNext()) {
        }
        if (!ended) return std::nullopt;
        task.reset();
        return std::exchange(ended, std::nullopt);
    }
    /// All lines that are there; at the end "(end)" or the fault.
    Texts readAll() {
        Texts texts;
        for (auto got = next(); got; got = next()) {
            if (!got->ok() || !**got) {
                texts.push_back(got->ok()
                                    ? "(end)"
                                    : std::string(word(got->error().fault)) + ": " + got->error().message);
                return texts;
            }
            texts.push_back(***got);
        }
        return texts;
    }
    LineReader& lines() {
        if (!reader) reader.emplace(session().lines(Request("/events")));
        return *reader;
    }

    PieceTransport wire;
    std::optional<LineReader> reader;
    std::optional<Result<std::optional<std::string>>> ended;
    std::optional<Task<std::optional<std::string>>> task;
};

} // namespace

/// Bodies that come line by line: a watch, server-sent events, a log that is followed.
class LineReaderTest : public QObject {
    Q_OBJECT
private slots:
    void joinsPieces_data();
    void joinsPieces();
    void givesLinesAsTheyCome();
    void allowsOneMegabyteALine();
    void refusesALongerLine();
    void holdsSixtyFourMegabytes();
    void hasAnIdleLimitOnly();
    void tellsTheFaultAfterTheLines();
    void tellsWhatTheStatusMeans();
    void doesNotAskWhileALimitIsInForce();
    void cancelsWithItsReader();
    void readsFromAServer();
    void takesNoErrorForLines();
};

void LineReaderTest::joinsPieces_data() {
    QTest::addColumn<QList<QByteArray>>("pieces");
    QTest::addColumn<QList<QByteArray>>("lines");
    using List = QList<QByteArray>;
    QTest::newRow("whole") << List{"{\"a\":1}\n{\"a\":2}\n"} << List{"{\"a\":1}", "{\"a\":2}"};
    QTest::newRow("across pieces") << List{"{\"a\"", ":1}\n{", "\"a\":2", "}\n"}
                                   << List{"{\"a\":1}", "{\"a\":2}"};
    QTest::newRow("byte by byte") << List{"a", "b", "\n", "c", "\n"} << List{"ab", "c"};
    QTest::newRow("CRLF") << List{"a\r\nb\r\n"} << List{"a", "b"};
    QTest::newRow("CRLF in two pieces") << List{"a\r", "\nb"} << List{"a", "b"};
    QTest::newRow("CR within a line") << List{"10%\r20%\n"} << List{"10%\r20%"};
    QTest::newRow("no end") << List{"a\nb"} << List{"a", "b"};
    QTest::newRow("events") << List{"event: x\ndata: 1\n\nda", "ta: 2\n\n"}
                            << List{"event: x", "data: 1", "", "data: 2", ""};
    QTest::newRow("nothing") << List{} << List{};
    QTest::newRow("zero bytes") << List{QByteArray("a\0b\n", 4)} << List{QByteArray("a\0b", 3)};
}

void LineReaderTest::joinsPieces() {
    QFETCH(QList<QByteArray>, pieces);
    QFETCH(QList<QByteArray>, lines);
    LineWorld world;
    world.open();
    for (const auto& piece : pieces) world.wire.take(piece.toStdString());
    world.wire.end(wireAnswer(200, {}, ""));
    Texts expected;
    for (const auto& line : lines) expected.push_back(line.toStdString());
    expected.emplace_back("(end)");
    QCOMPARE(world.readAll(), expected);
    QCOMPARE(world.readAll(), Texts{"(end)"});
}

void LineReaderTest::givesLinesAsTheyCome() {
    LineWorld world;
    world.open();
    QCOMPARE(world.readAll(), Texts{});
    world.wire.take("one\ntw");
    QCOMPARE(world.readAll(), Texts{"one"});
    world.wire.take("o\n");
    QCOMPARE(world.readAll(), Texts{"two"});
    QCOMPARE(world.core()->traffic.bytes, 8);
    QCOMPARE(world.wire.requests, 1);
}

void LineReaderTest::allowsOneMegabyteALine() {
    LineWorld world;
    world.open();
    const std::string line(1U << 20U, 'x');
    world.wire.take(line + "\nshort\n");
    QCOMPARE(world.readAll(), (Texts{line, "short"}));
}

void LineReaderTest::refusesALongerLine() {
    LineWorld world;
    world.open();
    world.wire.take("short\n" + std::string(1U << 20U, 'x'));
    QCOMPARE(world.wire.canceled, 0);
    world.wire.take("x");
    QCOMPARE(world.wire.canceled, 1);
    // Pieces that were already on their way are not kept.
    world.wire.take("\nmore\n");
    QCOMPARE(world.readAll(), (Texts{"short", "too_large: a line is longer than 1 MB"}));
}

void LineReaderTest::holdsSixtyFourMegabytes() {
    LineWorld world;
    world.open();
    const std::string line = std::string((1U << 20U) - 1, 'x') + "\n";
    for (int count = 0; count < 64; ++count) world.wire.take(line);
    QCOMPARE(world.wire.canceled, 0);
    world.wire.take(line);
    QCOMPARE(world.wire.canceled, 1);
    QCOMPARE(world.readAll().back(), std::string("too_large: more than 64 MB of lines wait to be read"));
}

void LineReaderTest::hasAnIdleLimitOnly() {
    LineWorld world;
    world.open();
    QCOMPARE(world.wire.sent.totalTimeout, Millis(0));
    QCOMPARE(world.wire.sent.idleTimeout, Millis(30'000));
    world.wire.take("one\n");
    world.wire.end(Error{Fault::timeout, "ci.example sent nothing for 30s", 0, {}});
    QCOMPARE(world.readAll(), (Texts{"one", "timeout: ci.example sent nothing for 30s"}));
}

void LineReaderTest::tellsTheFaultAfterTheLines() {
    LineWorld world;
    world.open();
    world.wire.take("one\ntwo\nhalf");
    world.wire.end(Error{Fault::network, "the wire is cut by s3cr3t-t0ken", 0, {}});
    QCOMPARE(world.readAll(), (Texts{"one", "two", "network: the wire is cut by ***"}));
    QCOMPARE(world.readAll(), Texts{"network: the wire is cut by ***"});
}

void LineReaderTest::tellsWhatTheStatusMeans() {
    LineWorld world;
    world.open();
    world.wire.end(wireAnswer(404, {}, R"({"message":"no such log"})"));
    QCOMPARE(world.readAll(), Texts{"not_found: GET /events was answered with 404: no such log"});
}

void LineReaderTest::doesNotAskWhileALimitIsInForce() {
    LineWorld world;
    world.open();
    const Time end = world.clock.now() + 60s;
    world.wire.end(wireAnswer(429, {{"retry-after", "60"}}, ""));
    QCOMPARE(world.next()->error().retryAfter, std::optional(end));
    world.reader.reset();
    const auto again = world.next();
    QCOMPARE(again->error().fault, Fault::rateLimited);
    QCOMPARE(again->error().retryAfter, std::optional(end));
    QCOMPARE(world.wire.requests, 1);
}

void LineReaderTest::cancelsWithItsReader() {
    LineWorld world;
    world.open();
    world.task.reset();
    QCOMPARE(world.wire.canceled, 0);
    world.reader.reset();
    QCOMPARE(world.wire.canceled, 1);
    world.wire.take("late\n");
    world.wire.end(wireAnswer(200, {}, ""));
}

void LineReaderTest::readsFromAServer() {
    RawServer server([](QIODevice& connection, const QByteArray&) {
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                         "chunked\r\n\r\n5\r\none\r\n\r\n6\r\ntwo\nth\r\n3\r\nree\r\n0\r\n\r\n");
    });
    LiveSession world(server.url(""));
    auto lines = world.session().lines(Request("/events"));
    for (const char* line : {"one", "two", "three"})
        QCOMPARE(world.finish(lines.next())->value_or("(end)"), std::string(line));
    QVERIFY(!world.finish(lines.next())->has_value());
}

void LineReaderTest::takesNoErrorForLines() {
    RawServer server([](QIODevice& connection, const QByteArray&) {
        connection.write(answer("{\"message\":\"no such log\"}\n", "HTTP/1.1 404 Not Found"));
    });
    LiveSession world(server.url(""));
    auto lines = world.session().lines(Request("/events"));
    QCOMPARE(world.finish(lines.next()).error().message,
             std::string("GET /events was answered with 404: no such log"));
}

QTEST_GUILESS_MAIN(LineReaderTest)
#include "tst_line_reader.moc"
