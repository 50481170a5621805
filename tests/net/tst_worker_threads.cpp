// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "net/local_machine.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace shipglass;

class TestWorkerThreads : public QObject {
    Q_OBJECT
private slots:
    void offloadsToAnotherThread() {
        LocalMachine machine;
        const auto here = std::this_thread::get_id();
        std::thread::id there, back;
        const auto operation = machine.offload([&] { there = std::this_thread::get_id(); },
                                               [&] { back = std::this_thread::get_id(); });
        QVERIFY(turnLoop([&] { return back != std::thread::id(); }));
        QVERIFY(there != here);
        QVERIFY(back == here);
    }

    void offloadedWorkMayThrow() {
        LocalMachine machine;
        bool done = false;
        const auto operation = machine.offload([] { throw 1; }, [&] { done = true; });
        QVERIFY(turnLoop([&] { return done; }));
    }

    void destroyedWorkNeverCompletes() {
        std::atomic<bool> ran{false};
        std::counting_semaphore<> begun{0}, go{0};
        LocalMachine machine;
        std::vector<std::unique_ptr<Operation>> operations;
        const auto never = [] { QFAIL("cancelled work ended"); };
        for (int i = 0; i < 2; ++i)
            operations.push_back(machine.offload(
                [&] {
                    begun.release();
                    go.acquire();
                },
                never));
        operations.push_back(machine.offload([&] { ran = true; }, never));
        begun.acquire();
        begun.acquire();
        operations.clear();
        go.release(2);
        bool done = false;
        const auto last = machine.offload([] {}, [&] { done = true; });
        QVERIFY(turnLoop([&] { return done; }));
        QVERIFY(!ran);
    }
};

QTEST_GUILESS_MAIN(TestWorkerThreads)
#include "tst_worker_threads.moc"
