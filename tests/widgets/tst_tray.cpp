// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "widgets/tray.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

/// The icon that shows the worst state, and the switches of notifications.
class TrayTest : public QObject {
    Q_OBJECT

private slots:
    void iconsDiffer();
    void saysTheWorstInWords();
    void markupStaysText();
    void switchesAreRemembered();
    void switchedOffKindsAreNotTold();
};

void TrayTest::iconsDiffer() {
    QList<QImage> images;
    for (const auto worst : {Worst::nothing, Worst::fine, Worst::unsure, Worst::broken, Worst::critical})
        images.append(trayIcon(worst, lightTheme()).pixmap(64).toImage());
    for (qsizetype one = 0; one < images.size(); ++one)
        for (qsizetype other = 0; other < one; ++other) QVERIFY(images[one] != images[other]);
}

void TrayTest::saysTheWorstInWords() {
    Digest digest;
    QCOMPARE(trayText(Worst::broken, digest), "Shipglass: something is broken");
    QCOMPARE(trayText(Worst::nothing, digest), "Shipglass: nothing is watched yet");
}

void TrayTest::markupStaysText() {
    const auto text = withoutMarkup("<b>a & b</b>");
    for (const QChar mark : QString("<>&")) QVERIFY(!text.contains(mark));
}

void TrayTest::switchesAreRemembered() {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath("tray.ini"), QSettings::IniFormat);
    FakeHistory history;
    NotificationFeed feed(history, [] { return worldNow(); });
    {
        Tray tray(feed, &settings);
        QMenu menu;
        tray.addSwitches(menu);
        QCOMPARE(menu.actions().size(), 3);
        menu.actions().at(1)->trigger();
    }
    Tray again(feed, &settings);
    QMenu menu;
    again.addSwitches(menu);
    QVERIFY(menu.actions().at(0)->isChecked());
    QVERIFY(!menu.actions().at(1)->isChecked());
}

void TrayTest::switchedOffKindsAreNotTold() {
    FakeHistory history;
    history.reader.states = {makeSource("am", SourceHealth::fresh, 0)};
    NotificationFeed feed(history, [] { return worldNow() + std::chrono::minutes(10); });
    QSignalSpy told(&feed, &NotificationFeed::noticed);
    Tray tray(feed, nullptr);
    QMenu menu;
    tray.addSwitches(menu);
    feed.refresh();
    QTRY_COMPARE(feed.worst(), Worst::fine);
    menu.actions().at(2)->trigger();
    history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 1));
    feed.refresh();
    QTRY_COMPARE(feed.worst(), Worst::critical);
    QCOMPARE(told.count(), 0);
}

QTEST_MAIN(TrayTest)
#include "tst_tray.moc"
