// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/curl_transport.h"
#include "net/local_machine.h"
#include "net/loop_clock.h"
#include "net/poll_thread.h"

#include <QTcpServer>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace shipglass;

namespace {

using Semaphore = std::counting_semaphore<>;

/// Notes where and in which order it ends.
struct Inhabitant {
    Inhabitant(std::string& list, char letter) : order(list), name(letter) {}
    ~Inhabitant() {
        order += name;
        thread = std::this_thread::get_id();
    }
    std::string& order;
    char name;
    inline static std::thread::id thread;
};

} // namespace

class TestPollThread : public QObject {
    Q_OBJECT
private slots:
    void runsInOrderOnItsThread() {
        PollThread thread;
        Semaphore done{0};
        std::string order;
        std::thread::id there;
        for (char letter = 'a'; letter <= 'z'; ++letter)
            QVERIFY(thread.post([&, letter](PollWorld&) { order += letter; }));
        QVERIFY(thread.post([&](PollWorld&) {
            there = std::this_thread::get_id();
            done.release();
        }));
        done.acquire();
        QCOMPARE(order, std::string("abcdefghijklmnopqrstuvwxyz"));
        QVERIFY(there != std::this_thread::get_id());
    }

    void timersAndWorkersRunThere() {
        PollThread thread;
        Semaphore done{0};
        std::vector<std::unique_ptr<Operation>> operations;
        thread.post([&](PollWorld& world) {
            operations.push_back(world.clock.after(Millis{1}, [&] { done.release(); }));
            operations.push_back(world.machine.offload([] {}, [&] { done.release(); }));
        });
        done.acquire();
        done.acquire();
        thread.post([&](PollWorld&) {
            operations.clear();
            done.release();
        });
        done.acquire();
    }

    void stoppingDestroysThereInReverse() {
        std::string order;
        std::thread::id there;
        PollThread thread;
        thread.post([&](PollWorld&) { there = std::this_thread::get_id(); });
        for (const char letter : {'a', 'b', 'c'})
            QVERIFY(thread.inhabit(
                [&, letter](PollWorld&) { return std::make_shared<Inhabitant>(order, letter); }));
        Semaphore made{0};
        thread.post([&](PollWorld&) { made.release(); });
        made.acquire();
        thread.stop();
        QCOMPARE(order, std::string("cba"));
        QVERIFY(Inhabitant::thread == there);
        QVERIFY(!thread.post([](PollWorld&) {}));
    }

    void stoppingCancelsWhatIsUnderWay() {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost, 0));
        const auto url = "http://127.0.0.1:" + std::to_string(silent.serverPort()) + "/";
        std::atomic<int> ended{0};
        PollThread thread;
        Semaphore sent{0};
        thread.inhabit([&](PollWorld& world) {
            auto operations = std::make_shared<std::vector<std::unique_ptr<Operation>>>();
            WireRequest request;
            request.url = url;
            WireCommand command;
            command.argv = {"sleep", "1000"};
            operations->push_back(
                world.transport.send(request, {}, [&](const Result<WireAnswer>&) { ++ended; }));
            operations->push_back(world.machine.run(command, [&](const Result<CommandResult>&) { ++ended; }));
            operations->push_back(world.clock.after(Millis{1'000'000}, [&] { ++ended; }));
            sent.release();
            return operations;
        });
        sent.acquire();
        thread.stop();
        QCOMPARE(ended.load(), 0);
    }

    void whatWasNotRunIsDestroyedThere() {
        PollThread thread;
        Semaphore begun{0}, go{0};
        std::string order;
        bool ran = false;
        std::thread::id there;
        thread.post([&](PollWorld&) {
            there = std::this_thread::get_id();
            begun.release();
            go.acquire();
        });
        auto token = std::make_shared<Inhabitant>(order, 'x');
        thread.post([&ran, token = std::move(token)](PollWorld&) { ran = true; });
        begun.acquire();
        // Whatever is posted may or may not run before the stop; never half, and never elsewhere.
        std::thread stopper([&] { thread.stop(); });
        go.release();
        stopper.join();
        QCOMPARE(order, std::string("x"));
        QVERIFY(Inhabitant::thread == there);
    }

    void manyThreadsMayPostWhileItStops() {
        for (int round = 0; round < 20; ++round) {
            PollThread thread;
            std::atomic<int> accepted{0}, ran{0};
            std::vector<std::thread> posters;
            for (int i = 0; i < 3; ++i)
                posters.emplace_back([&] {
                    for (int j = 0; j < 200; ++j) accepted += thread.post([&](PollWorld&) { ++ran; });
                });
            thread.stop();
            for (auto& poster : posters) poster.join();
            QVERIFY(ran <= accepted);
        }
    }
};

QTEST_GUILESS_MAIN(TestPollThread)
#include "tst_poll_thread.moc"
