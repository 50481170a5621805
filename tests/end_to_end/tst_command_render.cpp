// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include <QFile>
#include <QImage>
#include <QTest>

using namespace shipglass::testing;

/// Pictures of pages, drawn by the built program without a display.
class CommandRenderTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPage_data();
    void everyPage();
    void sizeIsAsUsual();
    void momentsDiffer();
    void leavesNothingBehind();
    void unwritablePictureFails();

private:
    QImage render(const QStringList& arguments);

    Home m_home;
    Outcome m_outcome;
};

void CommandRenderTest::initTestCase() {
    m_home.write(
        "records.ndjson",
        R"({"kind":"run","source":"ci","id":"1","pipeline":"web","status":"failure","startedAt":"2026-05-01T10:00:00Z","finishedAt":"2026-05-01T10:10:00Z"})"
        "\n"
        R"({"kind":"alert","source":"am","id":"a@1","title":"Disk","severity":"high","state":"firing","startedAt":"2026-05-01T10:00:00Z"})"
        "\n");
    VERIFY_EXIT(m_home.run({"import", "records.ndjson"}), 0);
}

QImage CommandRenderTest::render(const QStringList& arguments) {
    QFile::remove(m_home.path("page.png"));
    m_outcome = m_home.run(QStringList{"render", "-o", "page.png"} + arguments);
    return QImage(m_home.path("page.png"), "PNG");
}

/// The pages are those that the program names when it is asked for another one.
void CommandRenderTest::everyPage_data() {
    QTest::addColumn<QString>("page");
    const QString said = m_home.run({"render", "nothing", "-o", "page.png"}).err;
    const QStringList pages = said.section("the pages are ", 1).trimmed().split(", ");
    QVERIFY2(pages.contains("overview") && pages.contains("pipelines") && pages.contains("alerts"),
             qPrintable(said));
    for (const QString& page : pages) QTest::newRow(qPrintable(page)) << page;
}

void CommandRenderTest::everyPage() {
    QFETCH(QString, page);
    const QImage light = render({page, "--size", "900x600"});
    VERIFY_EXIT(m_outcome, 0);
    QCOMPARE(m_outcome.out + m_outcome.err, QByteArray());
    QCOMPARE(light.size(), QSize(900, 600));
    const QImage dark = render({page, "--size", "900x600", "--theme", "dark"});
    VERIFY_EXIT(m_outcome, 0);
    QCOMPARE(dark.size(), light.size());
    const auto middle = [](const QImage& image) {
        return image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixelColor(0, 0);
    };
    QVERIFY2(middle(light).lightness() > 128 && middle(dark).lightness() < 128,
             "light is light, dark is dark");
}

void CommandRenderTest::sizeIsAsUsual() {
    QCOMPARE(render({"overview"}).size(), QSize(1280, 800));
    VERIFY_EXIT(m_outcome, 0);
}

void CommandRenderTest::momentsDiffer() {
    const QImage now = render({"pipelines"}), before = render({"pipelines", "--as-of", "2026-04-30"});
    VERIFY_EXIT(m_outcome, 0);
    QVERIFY2(now != before, "the run had not begun");
}

void CommandRenderTest::leavesNothingBehind() {
    Home home;
    home.setVariable("XDG_RUNTIME_DIR", {});
    for (const QByteArray yaml : {"", "sources: []\n"}) {
        if (!yaml.isEmpty()) home.configure(yaml);
        const Outcome outcome = home.run({"render", "overview", "-o", "page.png"});
        VERIFY_EXIT(outcome, 0);
        QCOMPARE(outcome.out + outcome.err, QByteArray());
        QVERIFY(!QFile::exists(home.path("cache/shipglass")));
        QVERIFY(!QFile::exists(home.path("data/shipglass")));
    }
}

void CommandRenderTest::unwritablePictureFails() {
    const Outcome outcome = m_home.run({"render", "overview", "-o", "no/such/folder/page.png"});
    VERIFY_EXIT(outcome, 1);
    QVERIFY2(outcome.err.contains("no/such/folder/page.png"), outcome.err);
}

QTEST_GUILESS_MAIN(CommandRenderTest)
#include "tst_command_render.moc"
