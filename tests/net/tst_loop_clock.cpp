// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QEventLoop>
#include <QTest>

#include "net/loop_clock.h"

using namespace shipglass;

class TestLoopClock : public QObject {
    Q_OBJECT
private slots:
    void tellsTheTimeOfDay() {
        LoopClock clock;
        const Time before = std::chrono::floor<Millis>(std::chrono::system_clock::now());
        const Time told = clock.now();
        QVERIFY(before <= told && told <= std::chrono::system_clock::now());
    }

    void ringsInOrder() {
        LoopClock clock;
        QEventLoop loop;
        std::string order;
        const auto last = clock.after(Millis{30}, [&] { order += "c", loop.quit(); });
        const auto first = clock.after(Millis{-5}, [&] { order += "a"; });
        const auto second = clock.after(Millis{1}, [&] { order += "b"; });
        QCOMPARE(order, std::string());
        loop.exec();
        QCOMPARE(order, std::string("abc"));
    }

    void destroyingCancels() {
        LoopClock clock;
        QEventLoop loop;
        bool rung = false;
        auto canceled = clock.after(Millis{0}, [&] { rung = true; });
        const auto end = clock.after(Millis{1}, [&] { loop.quit(); });
        canceled.reset();
        loop.exec();
        QVERIFY(!rung);
    }

    void theCallbackMayDestroyItsTimer() {
        LoopClock clock;
        QEventLoop loop;
        std::unique_ptr<Operation> timer;
        timer = clock.after(Millis{0}, [&] {
            timer.reset();
            loop.quit();
        });
        loop.exec();
        QVERIFY(!timer);
    }

    void aFarTimerIsSet() {
        LoopClock clock;
        QEventLoop loop;
        const auto far = clock.after(std::chrono::hours{24 * 365}, [&] { QFAIL("a year has not gone by"); });
        const auto end = clock.after(Millis{1}, [&] { loop.quit(); });
        loop.exec();
    }
};

QTEST_GUILESS_MAIN(TestLoopClock)
#include "tst_loop_clock.moc"
