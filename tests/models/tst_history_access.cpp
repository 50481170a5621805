// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"
#include "models/store_watch.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace shipglass;

namespace {

/// Runs each question on a thread of its own, as the program's readers do.
class ThreadedHistory : public HistoryAccess {
public:
    ~ThreadedHistory() override {
        for (auto& thread : m_threads) thread->wait();
    }

protected:
    std::function<void()> run(std::function<void(Reader&)> work) override {
        m_threads.emplace_back(QThread::create([this, work = std::move(work)] { work(m_reader); }))->start();
        return {};
    }

private:
    FakeReader m_reader;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace

/// Questions to the history and who gets their answers.
class HistoryAccessTest : public QObject {
    Q_OBJECT

private slots:
    void answersAtOnceOnTheSameThread();
    void answersComeBackToTheAskersThread();
    void deadReceiversGetNoAnswer();
    void canceledQuestionsAreNotRead();
    void cancelEndsTheReading();
    void theNewestQuestionWins();
    void watchNoticesChanges();
};

void HistoryAccessTest::answersAtOnceOnTheSameThread() {
    FakeHistory history;
    std::int64_t version = 0;
    history.ask(
        this, [](Reader& reader) { return reader.version(); },
        [&](const auto& answer) { version = *answer; });
    QCOMPARE(version, 1);
}

void HistoryAccessTest::answersComeBackToTheAskersThread() {
    ThreadedHistory history;
    QThread* worked = nullptr;
    QThread* answered = nullptr;
    history.ask(
        this, [](Reader&) { return QThread::currentThread(); },
        [&](QThread* thread) {
            worked = thread;
            answered = QThread::currentThread();
        });
    QTRY_VERIFY(answered);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(worked != answered);
}

void HistoryAccessTest::deadReceiversGetNoAnswer() {
    FakeHistory history;
    history.held = true;
    bool answered = false;
    auto receiver = std::make_unique<QObject>();
    history.ask(
        receiver.get(), [](Reader& reader) { return reader.version(); },
        [&](const auto&) { answered = true; });
    receiver.reset();
    history.answerAll();
    QVERIFY(!answered);
}

void HistoryAccessTest::canceledQuestionsAreNotRead() {
    FakeHistory history;
    history.held = true;
    bool read = false, answered = false;
    const auto ticket = history.ask(
        this, [&](Reader&) { return read = true; }, [&](bool) { answered = true; });
    ticket->cancel();
    history.answerAll();
    QVERIFY(!read && !answered);
}

void HistoryAccessTest::cancelEndsTheReading() {
    FakeHistory history;
    history.held = true;
    bool answered = false;
    AskTicket ticket;
    ticket = history.ask(
        this,
        [&](Reader&) {
            ticket->cancel();
            return 0;
        },
        [&](int) { answered = true; });
    history.answerAll();
    QVERIFY(!answered);
    ticket->cancel();
    QCOMPARE(history.ended, 1);
}

void HistoryAccessTest::theNewestQuestionWins() {
    FakeHistory history;
    history.held = true;
    QList<int> answers;
    LatestAsk latest;
    for (const int number : {1, 2, 3})
        latest = history.ask(
            this, [number](Reader&) { return number; }, [&](int answer) { answers.append(answer); });
    history.answerAll();
    QCOMPARE(answers, QList<int>{3});
}

void HistoryAccessTest::watchNoticesChanges() {
    FakeHistory history;
    StoreWatch watch(history);
    QSignalSpy changed(&watch, &StoreWatch::changed);
    QSignalSpy ticked(&watch, &StoreWatch::ticked);
    watch.check();
    watch.check();
    QCOMPARE(changed.size(), 0);
    history.reader.touch();
    watch.check();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(ticked.size(), 3);
    history.held = true;
    watch.check();
    watch.check(); // One question at a time, however slow the store is.
    QCOMPARE(history.waiting(), std::size_t{1});
}

QTEST_GUILESS_MAIN(HistoryAccessTest)
#include "tst_history_access.moc"
