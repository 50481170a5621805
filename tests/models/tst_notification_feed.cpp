// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "models/notification_feed.h"

#include <QSignalSpy>
#include <QTest>

using namespace shipglass;
using namespace std::chrono_literals;

/// What is read for notifications and the tray.
class NotificationFeedTest : public QObject {
    Q_OBJECT

private slots:
    void passesNoticesOn();
    void oneReadingAtATime();
    void knowsTheWorst();
};

void NotificationFeedTest::passesNoticesOn() {
    FakeHistory history;
    Time now = worldNow();
    NotificationFeed feed(history, [&] { return now; });
    QSignalSpy noticed(&feed, &NotificationFeed::noticed);
    history.reader.put(makeRun("1", RunStatus::success, 30));
    feed.refresh();
    now += 5min;
    history.reader.put(makeRun("2", RunStatus::failure, 2));
    history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 1));
    feed.refresh();
    QCOMPARE(noticed.size(), 1); // The alert's source is new, its first alert is learnt in silence.
    QCOMPARE(noticed.at(0).at(0).value<Notice>().id, std::string("2"));
    QCOMPARE(feed.worst(), Worst::critical);
}

void NotificationFeedTest::oneReadingAtATime() {
    FakeHistory history;
    history.held = true;
    NotificationFeed feed(history, worldNow);
    QSignalSpy updated(&feed, &NotificationFeed::updated);
    for (int turn = 0; turn < 5; ++turn) feed.refresh();
    QCOMPARE(history.waiting(), std::size_t{1});
    history.answerAll();
    QCOMPARE(updated.size(), 2);
}

void NotificationFeedTest::knowsTheWorst() {
    Digest digest;
    QCOMPARE(worstOf(digest, 0), Worst::nothing);
    digest.sourcesBy[static_cast<std::size_t>(SourceHealth::fresh)] = 2;
    QCOMPARE(worstOf(digest, 0), Worst::fine);
    digest.sourcesBy[static_cast<std::size_t>(SourceHealth::failing)] = 1;
    QCOMPARE(worstOf(digest, 0), Worst::unsure); // A failed poll never looks fine.
    QCOMPARE(worstOf(digest, 1), Worst::broken);
    digest.firingBy[static_cast<std::size_t>(Severity::critical)] = 1;
    QCOMPARE(worstOf(digest, 0), Worst::critical);
}

QTEST_GUILESS_MAIN(NotificationFeedTest)
#include "tst_notification_feed.moc"
