// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_world.h"

#include "widgets/render.h"

using namespace shipglass;

/// Pages as pictures, as `shipglass render` makes them.
class RenderTest : public QObject {
    Q_OBJECT

private slots:
    void drawsEveryPage_data();
    void drawsEveryPage();
    void namesThePagesThereAre();
    void givesUpOnAHistoryThatDoesNotAnswer();
};

namespace {

constexpr Millis patience{5'000};

/// How many colours a picture has, to tell a drawn page from an empty ground.
int colours(const QImage& image) {
    QSet<QRgb> found;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3) found.insert(image.pixel(x, y));
    return static_cast<int>(found.size());
}

} // namespace

void RenderTest::drawsEveryPage_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<QSize>("size");
    for (const auto* page : {"overview", "pipelines", "deployments", "dora", "alerts", "sources"})
        for (const auto& size : {QSize(1280, 800), QSize(640, 480), QSize(1920, 1080)})
            QTest::addRow("%s %d", page, size.width()) << page << size;
}

void RenderTest::drawsEveryPage() {
    QFETCH(QString, page);
    QFETCH(QSize, size);
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::failure, 10));
    world.history.reader.put(makeDeployment("1", "prod", "1.0", 10));
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.history.reader.states = {makeSource("ci", SourceHealth::fresh, 1)};
    MainWindow window(WindowContext{world.pages(), world.appearance, nullptr});
    const auto image = renderPage(window, page, size, patience);
    QVERIFY2(image.ok(), image.ok() ? "" : image.error().message.c_str());
    QCOMPARE(image->size(), size);
    QVERIFY2(colours(*image) > 12, qPrintable(QString::number(colours(*image))));
}

void RenderTest::namesThePagesThereAre() {
    WindowWorld world;
    MainWindow window(WindowContext{world.pages(), world.appearance, nullptr});
    const auto image = renderPage(window, "pipelnes", {800, 600}, patience);
    QVERIFY(!image.ok());
    QCOMPARE(image.error().fault, Fault::config);
    QVERIFY(image.error().message.find("pipelines") != std::string::npos);
}

void RenderTest::givesUpOnAHistoryThatDoesNotAnswer() {
    WindowWorld world;
    world.history.held = true;
    MainWindow window(WindowContext{world.pages(), world.appearance, nullptr});
    const auto image = renderPage(window, "pipelines", {800, 600}, Millis{10});
    QVERIFY(!image.ok());
    QCOMPARE(image.error().fault, Fault::timeout);
    world.history.answerAll();
}

QTEST_MAIN(RenderTest)
#include "tst_render.moc"
