// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "live_session.h"
#include "raw_server.h"

#include "net/pages.h"

using namespace shipglass;

namespace {

RawServer::Handler always(QByteArray bytes) {
    return [bytes = std::move(bytes)](QIODevice& connection, const QByteArray&) { connection.write(bytes); };
}

QByteArray nested(int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); }

} // namespace

/// Whoever meets a limit of ours is told which one it was.
class CapsTest : public QObject {
    Q_OBJECT
private slots:
    void saysWhichOfTheAnswer_data();
    void saysWhichOfTheAnswer();
    void letsThroughWhatJustFits_data();
    void letsThroughWhatJustFits();
    void saysThatThereAreTooManyPages();
    void saysThatItTookTooLong();
};

void CapsTest::saysWhichOfTheAnswer_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("largest");
    QTest::addColumn<QByteArray>("message");
    const QByteArray words = '"' + QByteArray(2000, 'x') + '"';
    QTest::newRow("body") << words << 2001 << QByteArray("answer larger than 1 KB");
    QTest::newRow("usual body") << QByteArray(9 << 20, 'x') << 0 << QByteArray("answer larger than 8 MB");
    QTest::newRow("values") << '[' + QByteArray("0,").repeated(1'000'000) + "0]" << 0
                            << QByteArray("the answer holds more than 1 000 000 values");
    QTest::newRow("nesting") << nested(101) << 0 << QByteArray("the answer is nested deeper than 100 levels");
}

void CapsTest::saysWhichOfTheAnswer() {
    QFETCH(QByteArray, body);
    QFETCH(int, largest);
    RawServer server(always(answer(body)));
    LiveSession world(server.url(""));
    const auto got =
        world.finish(world.session().json(Request("/x").atMost(static_cast<std::size_t>(largest))));
    QVERIFY(!got.ok());
    QCOMPARE(got.error().fault, Fault::tooLarge);
    QTEST(QByteArray::fromStdString(got.error().message), "message");
}

void CapsTest::letsThroughWhatJustFits_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("largest");
    QTest::newRow("body") << '"' + QByteArray(2000, 'x') + '"' << 2002;
    QTest::newRow("values") << '[' + QByteArray("0,").repeated(999'998) + "0]" << 0;
    QTest::newRow("nesting") << nested(100) << 0;
}

void CapsTest::letsThroughWhatJustFits() {
    QFETCH(QByteArray, body);
    QFETCH(int, largest);
    RawServer server(always(answer(body)));
    LiveSession world(server.url(""));
    const auto got =
        world.finish(world.session().json(Request("/x").atMost(static_cast<std::size_t>(largest))));
    QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
}

void CapsTest::saysThatThereAreTooManyPages() {
    int page = 0;
    RawServer server([&](QIODevice& connection, const QByteArray&) {
        connection.write(answer("[]", "HTTP/1.1 200 OK\r\nLink: </x?page=" + QByteArray::number(++page) +
                                          ">; rel=\"next\""));
    });
    LiveSession world(server.url(""));
    const auto got =
        world.finish(readAll(world.session().pages(Request("/x"), Paging::linkHeader().atMost(20))));
    QCOMPARE(got.error().fault, Fault::tooLarge);
    QCOMPARE(got.error().message, std::string("the list has more than 20 pages; the rest was not read"));
    QCOMPARE(server.requests, 20);
}

void CapsTest::saysThatItTookTooLong() {
    RawServer server([](QIODevice&, const QByteArray&) {});
    LiveSession world(server.url(""));
    world.config.timeout = Millis(40);
    const auto got = world.finish(world.session().json(Request("/x")));
    QCOMPARE(got.error().fault, Fault::timeout);
    QVERIFY2(got.error().message.ends_with("within 40ms"), got.error().message.c_str());
    QVERIFY(got.error().message.starts_with("no whole answer from 127.0.0.1:"));
}

QTEST_GUILESS_MAIN(CapsTest)
#include "tst_caps.moc"
