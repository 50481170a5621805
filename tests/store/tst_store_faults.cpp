// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_file.h"
#include "test_history.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace shipglass;
using namespace shipglass::testing;

namespace {

namespace fs = std::filesystem;

/// No file of this process may grow beyond a size, as on a full disk, until it goes away.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

/// Root may write everything; for a while this process is nobody.
class AsNobody {
public:
    AsNobody() : m_root(geteuid() == 0 && seteuid(65534) == 0) {}
    ~AsNobody() {
        if (m_root && seteuid(0) != 0) std::abort();
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    bool m_root;
};

Batch manyRuns(int from, int count) {
    Batch batch(Facet::run, "*");
    for (int index = from; index < from + count; ++index) {
        Run one = run(std::to_string(index), RunStatus::success, at("09:00:00"));
        one.title = std::string(200, static_cast<char>('a' + index % 26)) + std::to_string(index);
        batch.add(one);
    }
    return batch.setLast();
}

void fill(const std::string& path, int runs) {
    const auto writer = Writer::open(path).orThrow();
    for (int from = 0; from < runs; from += 200)
        writer->write("acme", manyRuns(from, 200), at("10:00:00"), 1).orThrow();
}

std::vector<fs::path> setAside(const std::string& path) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(fs::path(path).parent_path())) {
        const std::string name = entry.path().filename();
        if (name.starts_with("history.sqlite.20") && !name.ends_with("-wal") && !name.ends_with("-shm"))
            found.push_back(entry.path());
    }
    return found;
}

void overwrite(const std::string& path, std::streamoff from, std::size_t bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(from);
    const std::string garbage(bytes, '\xA5');
    file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
}

} // namespace

/// What goes wrong with files is said in plain words and loses nothing.
class StoreFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aFullDiskLosesNothing();
    void importIsAllOrNothing();
    void readOnlyFile();
    void damagedFile_data();
    void damagedFile();
    void aDamageFoundLater();
    void damagedWhileOthersReadIt();
    void newerSchema();
    void notAFile();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

void StoreFaultsTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("history.sqlite")).toStdString();
}

void StoreFaultsTest::aFullDiskLosesNothing() {
    const auto writer = Writer::open(m_path).orThrow();
    writer->write("acme", manyRuns(0, 200), at("10:00:00"), 1).orThrow();
    int stored = 200;
    {
        const FullDisk full(fs::file_size(m_path + "-wal") + 600'000);
        while (true) {
            const auto written = writer->write("acme", manyRuns(stored, 200), at("10:00:00"), 1);
            if (!written) {
                QVERIFY(written.error().fault == Fault::tooLarge);
                QVERIFY(written.error().message.find("full") != std::string::npos);
                break;
            }
            stored += 200;
            QVERIFY2(stored < 100'000, "the limit is never met");
        }
    }
    const auto reader = Reader::open(m_path).orThrow();
    QCOMPARE(reader->count({}).orThrow(), std::int64_t{stored});
    writer->write("acme", manyRuns(stored, 200), at("10:00:00"), 1).orThrow();
    QCOMPARE(reader->count({}).orThrow(), std::int64_t{stored + 200});
    QVERIFY(isWhole(m_path));
}

void StoreFaultsTest::importIsAllOrNothing() {
    const auto writer = Writer::open(m_path).orThrow();
    writer->write("acme", manyRuns(0, 1), at("10:00:00"), 1).orThrow();
    std::vector<Record> records;
    const Batch batch = manyRuns(1, 20'000);
    records = batch.records();
    {
        const FullDisk full(fs::file_size(m_path) + 3'000'000);
        QVERIFY(!writer->import(records, at("10:00:00")));
    }
    const auto reader = Reader::open(m_path).orThrow();
    QCOMPARE(reader->count({}).orThrow(), std::int64_t{1});
    writer->import(records, at("10:00:00")).orThrow();
    QCOMPARE(reader->count({}).orThrow(), std::int64_t{20'001});
}

void StoreFaultsTest::readOnlyFile() {
    fill(m_path, 200);
    for (const auto& entry : fs::directory_iterator(fs::path(m_path).parent_path()))
        fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    const auto readable = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                          fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec;
    fs::permissions(m_folder->path().toStdString(), readable);
    {
        const AsNobody nobody;
        const auto writer = Writer::open(m_path);
        QVERIFY(!writer && writer.error().fault == Fault::forbidden);
        QVERIFY2(writer.error().message.find(m_path) != std::string::npos, writer.error().message.c_str());
        const auto reader = Reader::open(m_path).orThrow();
        QCOMPARE(reader->count({}).orThrow(), std::int64_t{200});
    }
    fs::permissions(m_folder->path().toStdString(), fs::perms::owner_all);
}

void StoreFaultsTest::damagedFile_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("bytes");
    QTest::newRow("its beginning") << 0 << 4096;
    QTest::newRow("the list of tables") << 100 << 3000;
    QTest::newRow("all of it") << 0 << 400'000;
    QTest::newRow("cut in the middle") << -1 << 0;
}

void StoreFaultsTest::damagedFile() {
    QFETCH(int, from);
    QFETCH(int, bytes);
    fill(m_path, 1000);
    if (from < 0)
        fs::resize_file(m_path, fs::file_size(m_path) / 2 / 4096 * 4096);
    else
        overwrite(m_path, from, static_cast<std::size_t>(bytes));
    const auto size = fs::file_size(m_path);
    std::string notice;
    const auto writer = Writer::open(m_path, &notice).orThrow();
    writer->write("acme", manyRuns(0, 1), at("10:00:00"), 1).orThrow();
    const auto aside = setAside(m_path);
    QCOMPARE(aside.size(), std::size_t{1});
    QVERIFY(notice.find(aside.front().string()) != std::string::npos);
    QCOMPARE(fs::file_size(aside.front()), size);
    QCOMPARE(Reader::open(m_path).orThrow()->count({}).orThrow(), std::int64_t{1});
}

void StoreFaultsTest::aDamageFoundLater() {
    fill(m_path, 3000);
    const auto size = static_cast<std::streamoff>(fs::file_size(m_path));
    overwrite(m_path, size / 4 / 4096 * 4096, static_cast<std::size_t>(size / 2));
    std::string notice;
    for (int start = 0; start < 2 && notice.empty(); ++start) {
        const auto writer = Writer::open(m_path, &notice).orThrow();
        const auto reader = Reader::open(m_path).orThrow();
        Selection all;
        all.limit = 0;
        const auto answer = reader->read(all);
        QVERIFY(answer || answer.error().fault == Fault::malformed);
        QVERIFY(notice.empty() || answer);
    }
    QVERIFY(!notice.empty());
    QCOMPARE(setAside(m_path).size(), std::size_t{1});
}

void StoreFaultsTest::damagedWhileOthersReadIt() {
    fill(m_path, 200);
    const auto reader = Reader::open(m_path).orThrow();
    overwrite(m_path, 0, 4096);
    const auto writer = Writer::open(m_path);
    QVERIFY(!writer && writer.error().message.find("close the other programs") != std::string::npos);
    QVERIFY(setAside(m_path).empty());
}

void StoreFaultsTest::newerSchema() {
    fill(m_path, 200);
    rawAnswer(m_path, "PRAGMA user_version = 99");
    const auto writer = Writer::open(m_path);
    QVERIFY(!writer && writer.error().fault == Fault::unsupported);
    QCOMPARE(Reader::open(m_path).orThrow()->count({}).orThrow(), std::int64_t{200});
    QVERIFY(setAside(m_path).empty());
}

void StoreFaultsTest::notAFile() {
    const auto folder = Writer::open(m_folder->path().toStdString());
    QVERIFY(!folder && folder.error().fault == Fault::forbidden);
    const auto none = Reader::open(m_path);
    QVERIFY(!none && none.error().fault == Fault::notFound);
}

QTEST_GUILESS_MAIN(StoreFaultsTest)
#include "tst_store_faults.moc"
