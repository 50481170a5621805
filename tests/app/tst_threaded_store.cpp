// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "poll/threaded_store.h"

#include <QTemporaryDir>

#include <condition_variable>

using namespace shipglass;

namespace {

/// The poll thread of a test: runs what is posted to it while it waits.
class Inbox {
public:
    Executor executor() {
        return [this](std::function<void()> job) {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
            m_changed.notify_one();
        };
    }
    void runNext() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_jobs.empty(); });
        const auto job = std::move(m_jobs.front());
        m_jobs.erase(m_jobs.begin());
        lock.unlock();
        job();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::function<void()>> m_jobs;
};

} // namespace

/// The store's threads behind the interface that polling uses.
class ThreadedStoreTest : public QObject {
    Q_OBJECT

private slots:
    void writesAndReadsElsewhere();
    void droppedAnswer();
    void historyThatCannotBeOpened();
};

void ThreadedStoreTest::writesAndReadsElsewhere() {
    QTemporaryDir folder;
    const auto path = folder.filePath("history.sqlite").toStdString();
    StoreThread writing(path);
    ReaderPool reading(path, 1);
    Inbox inbox;
    ThreadedStore store(writing, reading, inbox.executor());
    const auto here = std::this_thread::get_id();
    std::thread::id there, back;
    SourceState state;
    state.source = "ci";
    const auto save = [&](Writer& writer) {
        there = std::this_thread::get_id();
        return writer.saveState(state);
    };
    bool saved = false;
    const auto saving = askWriter<Done>(store, save, [&](const Result<Done>& result) {
        back = std::this_thread::get_id();
        saved = result.ok();
    });
    inbox.runNext();
    QVERIFY(saved);
    QVERIFY(there != here);
    QCOMPARE(back, here);
    std::size_t found = 0;
    const auto read = store.read([&](Reader& reader) { found = reader.sources(Time{})->size(); }, [] {});
    inbox.runNext();
    QCOMPARE(found, std::size_t(1));
}

void ThreadedStoreTest::droppedAnswer() {
    QTemporaryDir folder;
    const auto path = folder.filePath("history.sqlite").toStdString();
    StoreThread writing(path);
    ReaderPool reading(path, 1);
    Inbox inbox;
    ThreadedStore store(writing, reading, inbox.executor());
    bool written = false, called = false;
    store.write([&](Writer&) { written = true; }, [&] { called = true; });
    inbox.runNext();
    QVERIFY(written);
    QVERIFY(!called);
}

void ThreadedStoreTest::historyThatCannotBeOpened() {
    QTemporaryDir folder;
    const auto path = folder.path().toStdString(); // a folder is no history
    StoreThread writing(path);
    ReaderPool reading(path, 1);
    Inbox inbox;
    ThreadedStore store(writing, reading, inbox.executor());
    std::optional<Error> error;
    const auto release = [](Writer& writer) { return writer.release("ci", "me"); };
    const auto asking =
        askWriter<Done>(store, release, [&](const Result<Done>& result) { error = result.error(); });
    inbox.runNext();
    QCOMPARE(error->fault, Fault::server);
}

QTEST_APPLESS_MAIN(ThreadedStoreTest)
#include "tst_threaded_store.moc"
