// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_world.h"

#include "widgets/navigation.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>

using namespace shipglass;

/// Catches what would be opened in a browser.
class Browser : public QObject {
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler("https", this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler("https"); }
    QList<QUrl> opened;

public slots:
    void open(const QUrl& url) { opened.append(url); }
};

/// Pages, keys, the query field, and what the window remembers.
class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void keysLeadToPages();
    void eachPageKeepsItsQuery();
    void saysWhatIsWrongWithAQuery();
    void escapeGoesBackToTheList();
    void letterKeysOpenAndCopyTheLink();
    void lettersInTheQueryAreLetters();
    void polls();
    void pauses();
    void saysTimesInUtcOrLocally();
    void switchesTheTheme();
    void countsInTheNavigation();
    void navigationGivesWay();
    void rereadsOnlyWhatIsLookedAt();
    void remembersHowItWasLeft();
    void noNetworkIsOneState();
    void showsAPastMoment();
};

namespace {

void fill(WindowWorld& world) {
    world.history.reader.put(makeRun("1", RunStatus::failure, 10));
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.history.reader.states = {makeSource("ci", SourceHealth::failing, 20)};
}

} // namespace

void MainWindowTest::keysLeadToPages() {
    WindowWorld world;
    auto& window = world.open("overview");
    QTest::keyClick(&window, Qt::Key_3);
    QCOMPARE(window.currentPage()->name(), "deployments");
    QTest::keyClick(&window, Qt::Key_4);
    QCOMPARE(window.currentPage()->name(), "dora");
    QTest::keyClick(&window, Qt::Key_5);
    QCOMPARE(window.currentPage()->name(), "alerts");
    QTest::keyClick(&window, Qt::Key_6);
    QCOMPARE(window.currentPage()->name(), "sources");
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentPage()->name(), "pipelines");
    QCOMPARE(world.child<QLabel>("pageTitle")->text(), "Pipelines");
}

void MainWindowTest::eachPageKeepsItsQuery() {
    WindowWorld world;
    fill(world);
    auto& window = world.open();
    auto* query = world.child<QLineEdit>("query");
    query->setText("status:failure");
    window.showPage("alerts", "severity:critical");
    QCOMPARE(query->text(), "severity:critical");
    QTest::keyClick(&window, Qt::Key_2);
    QCOMPARE(query->text(), "status:failure");
}

void MainWindowTest::saysWhatIsWrongWithAQuery() {
    WindowWorld world;
    fill(world);
    world.open();
    auto* query = world.child<QLineEdit>("query");
    query->setText("statsu:failure");
    QVERIFY(world.child<QLabel>("queryProblem")->isVisible());
    QVERIFY2(world.child<QLabel>("queryProblem")->text().contains("status"),
             qPrintable(world.child<QLabel>("queryProblem")->text()));
    query->setText("status:failure");
    QVERIFY(!world.child<QLabel>("queryProblem")->isVisible());
}

void MainWindowTest::escapeGoesBackToTheList() {
    WindowWorld world;
    fill(world);
    auto& window = world.open();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Slash);
    QCOMPARE(QApplication::focusWidget(), world.child<QWidget>("query"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), world.child<QWidget>("runs"));
}

void MainWindowTest::letterKeysOpenAndCopyTheLink() {
    WindowWorld world;
    fill(world);
    auto& window = world.open();
    const Browser browser;
    QTest::keyClick(&window, Qt::Key_O);
    QCOMPARE(browser.opened, QList<QUrl>{QUrl("https://ci.example/1")});
    QTest::keyClick(&window, Qt::Key_Y);
    QCOMPARE(QApplication::clipboard()->text(), "https://ci.example/1");
    QCOMPARE(world.said(), "Copied https://ci.example/1");
}

void MainWindowTest::lettersInTheQueryAreLetters() {
    WindowWorld world;
    fill(world);
    auto& window = world.open();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const Browser browser;
    QTest::keyClick(&window, Qt::Key_Slash);
    QTest::keyClicks(QApplication::focusWidget(), "oy2");
    QCOMPARE(world.child<QLineEdit>("query")->text(), "oy2");
    QVERIFY(browser.opened.isEmpty());
    QCOMPARE(window.currentPage()->name(), "pipelines");
}

void MainWindowTest::polls() {
    WindowWorld world;
    auto& window = world.open();
    QTest::keyClick(&window, Qt::Key_F5);
    world.click("poll");
    QCOMPARE(world.commands.polls, 2);
}

void MainWindowTest::pauses() {
    WindowWorld world;
    auto& window = world.open();
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier);
    QVERIFY(world.commands.paused);
    QCOMPARE(world.said(), "Polling is paused");
    QVERIFY(world.child<QToolButton>("pause")->toolTip().startsWith("Go on"));
    world.click("pause");
    QVERIFY(!world.commands.paused);
}

void MainWindowTest::saysTimesInUtcOrLocally() {
    qputenv("TZ", "Asia/Tokyo");
    WindowWorld world;
    fill(world);
    auto& window = world.open("sources");
    const auto texts = [&window] {
        QString all;
        for (const auto* label : window.currentPage()->findChildren<QLabel*>()) all += label->text() + u'\n';
        return all;
    };
    QVERIFY2(texts().contains("2026-05-04 09:40:00 UTC"), qPrintable(texts()));
    QTest::keyClick(&window, Qt::Key_U, Qt::ControlModifier);
    QVERIFY2(texts().contains("2026-05-04 18:40:00"), qPrintable(texts()));
}

void MainWindowTest::switchesTheTheme() {
    WindowWorld world;
    auto& window = world.open();
    const auto light = window.grab().toImage();
    QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
    world.settle();
    const auto dark = window.grab().toImage();
    QVERIFY(light.pixelColor(5, 5).lightness() > 200);
    QVERIFY(dark.pixelColor(5, 5).lightness() < 60);
}

void MainWindowTest::countsInTheNavigation() {
    WindowWorld world;
    fill(world);
    world.open("overview");
    QCOMPARE(world.child<QWidget>("nav-alerts")->accessibleDescription(), "1");
    QCOMPARE(world.child<QWidget>("nav-sources")->accessibleDescription(), "1");
    QCOMPARE(world.child<QWidget>("nav-pipelines")->accessibleDescription(), "");
}

void MainWindowTest::navigationGivesWay() {
    WindowWorld world;
    auto& window = world.open();
    const int wide = world.child<QWidget>("navigation")->width();
    window.resize(600, 500);
    world.settle();
    QVERIFY(world.child<QWidget>("navigation")->width() < wide / 2);
}

void MainWindowTest::rereadsOnlyWhatIsLookedAt() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("sources");
    const int before = world.history.reader.reads;
    world.history.reader.put(makeRun("2", RunStatus::success, 1));
    world.change();
    const int noticed = world.history.reader.reads - before; // the feed's own
    window.showPage("pipelines");
    world.settle();
    QVERIFY(world.history.reader.reads > before + noticed);
    QCOMPARE(world.child<QLabel>("summary")->text(), "2 runs");
}

void MainWindowTest::remembersHowItWasLeft() {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath("window.ini"), QSettings::IniFormat);
    WindowWorld world;
    const WindowContext context{world.pages(), world.appearance, &settings};
    {
        MainWindow window(context);
        window.start();
        window.showPage("alerts");
        window.show();
        QTest::keyClick(&window, Qt::Key_U, Qt::ControlModifier);
        window.close();
    }
    world.times.setUtc(true);
    MainWindow again(context);
    again.start();
    QCOMPARE(again.currentPage()->name(), "alerts");
    QVERIFY(!world.times.isUtc());
}

void MainWindowTest::noNetworkIsOneState() {
    WindowWorld world;
    fill(world);
    auto& window = world.open();
    const auto* state = world.child<QLabel>("sourcesState");
    const auto* mark = world.child<QLabel>("sourcesMark");
    const auto before = state->text();
    const auto markBefore = mark->pixmap().toImage();
    window.setOffline(true);
    QCOMPARE(state->text(), "No network: nothing can be read");
    QVERIFY(mark->pixmap().toImage() != markBefore);
    world.change();
    QCOMPARE(state->text(), "No network: nothing can be read");
    window.setOffline(false);
    QCOMPARE(state->text(), before);
    QCOMPARE(mark->pixmap().toImage(), markBefore);
}

void MainWindowTest::showsAPastMoment() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::failure, 33));
    world.history.reader.put(makeRun("2", RunStatus::running, 10));
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 90));
    world.history.reader.put(makeAlert("b", Severity::critical, AlertState::firing, 10));
    const auto then = worldNow() - std::chrono::minutes(30);
    world.window = std::make_unique<MainWindow>(WindowContext{world.pages(), world.appearance, nullptr});
    world.window->setAsOf(then);
    world.window->start();
    world.window->showPage("pipelines");
    world.window->show();
    world.settle();
    QVERIFY(world.child<QLabel>("asOf")->isVisible());
    QCOMPARE(world.child<QLabel>("asOf")->text(), "As of 2026-05-04 09:30:00 UTC");
    QCOMPARE(world.child<NavigationButton>("nav-alerts")->accessibleDescription(), "1");
    QCOMPARE(world.child<NavigationButton>("nav-pipelines")->accessibleDescription(), "");
    QCOMPARE(world.times.age(then - std::chrono::minutes(3)), "3 min ago");
    QCOMPARE(world.history.reader.askedAsOf, std::optional(then));
    world.window->setAsOf({});
    QVERIFY(!world.child<QLabel>("asOf")->isVisible());
    QCOMPARE(world.times.now(), worldNow());
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
