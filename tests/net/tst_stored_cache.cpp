// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "net/cache_file.h"
#include "net/stored_cache.h"

#include <sqlite3.h>

#include <random>

using namespace shipglass;

namespace {

CachedAnswer answerOf(std::string body, std::string etag = "\"1\"") {
    CachedAnswer answer;
    answer.validators.etag = std::move(etag);
    answer.validators.size = body.size();
    answer.headers = {{"content-type", "application/json"},
                      {"link", "<https://ci.example/x?page=2>; rel=\"next\""}};
    answer.body = std::move(body);
    return answer;
}

/// Bytes that do not get smaller by packing.
std::string noise(std::size_t size, unsigned seed) {
    std::minstd_rand generator(seed);
    std::string bytes;
    while (bytes.size() < size) bytes += static_cast<char>(generator() >> 8U);
    return bytes;
}

Time minute(int count) { return fromEpochMs(1'777'888'800'000) + std::chrono::minutes(count); }

} // namespace

class StoredCacheTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void survivesReopening();
    void isForItsOwnerOnly();
    void keepsItsSalt();
    void losesWhatWasUnusedLongest();
    void neverGrowsOverItsLimit();
    void keepsNoAnswerThatWouldFillIt();
    void replacesADamagedFile();
    void replacesAFileDamagedInUse();
    void replacesTablesOfAnotherShape();
    void dropsABodyThatDoesNotUnpack();
    void isSharedByTwo();
    void goesOnWhileAnotherHoldsTheFile();
    void goesOnWithoutAFile_data();
    void goesOnWithoutAFile();
    void leavesTheFileThatTookItsPlace();

private:
    std::string path() const { return m_folder->filePath("cache/http.sqlite").toStdString(); }
    qint64 sizeOf(const char* beside = "") const {
        return QFileInfo(QString::fromStdString(path()) + beside).size();
    }
    void execute(const char* sql) const;
    void fillAndDamage() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void StoredCacheTest::init() { m_folder = std::make_unique<QTemporaryDir>(); }

void StoredCacheTest::execute(const char* sql) const {
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

void StoredCacheTest::survivesReopening() {
    const std::string body = "[" + std::string(300'000, '1') + "]";
    {
        StoredCache cache(path());
        cache.keep("key", answerOf(body), minute(0));
        cache.keep("empty headers", {{"", "Mon, 04 May 2026 10:00:00 GMT", 1}, {}, "x"}, minute(0));
    }
    StoredCache cache(path());
    const auto validators = cache.find("key");
    QVERIFY(validators);
    QCOMPARE(validators->etag, std::string("\"1\""));
    QCOMPARE(validators->size, body.size());
    const auto kept = cache.read("key", minute(1));
    QVERIFY(kept);
    QCOMPARE(kept->body, body);
    QCOMPARE(kept->headers, answerOf("").headers);
    QCOMPARE(cache.read("empty headers", minute(1))->body, std::string("x"));
    QVERIFY(cache.read("empty headers", minute(1))->headers.empty());
    QVERIFY(!cache.find("another key"));
    QVERIFY2(sizeOf() < 100'000, "the body is packed");
    cache.drop("key");
    QVERIFY(!cache.find("key"));
}

void StoredCacheTest::isForItsOwnerOnly() {
    QVERIFY(QDir().mkpath(m_folder->filePath("cache")));
    QFile loose(QString::fromStdString(path()));
    QVERIFY(loose.open(QIODevice::WriteOnly));
    loose.close();
    QVERIFY(loose.setPermissions(loose.permissions() | QFile::ReadGroup | QFile::ReadOther));
    StoredCache cache(path());
    cache.keep("key", answerOf("{}"), minute(0));
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    for (const auto* beside : {"", "-wal", "-shm"}) {
        const auto name = QString::fromStdString(path()) + beside;
        QVERIFY2(QFile::exists(name), beside);
        QCOMPARE(QFile::permissions(name), owner);
    }
}

void StoredCacheTest::keepsItsSalt() {
    const std::string salt = StoredCache(path()).salt();
    QCOMPARE(salt.size(), 32U);
    QCOMPARE(StoredCache(path()).salt(), salt);
    QVERIFY(StoredCache(m_folder->filePath("other.sqlite").toStdString()).salt() != salt);
}

void StoredCacheTest::losesWhatWasUnusedLongest() {
    constexpr std::size_t limit = 400'000;
    StoredCache cache(path(), limit);
    const auto name = [](int i) { return "key " + std::to_string(i); };
    for (int i = 0; i < 10; ++i) cache.keep(name(i), answerOf(noise(20'000, unsigned(i))), minute(i));
    QVERIFY(cache.read(name(0), minute(100)));
    for (int i = 10; i < 25; ++i) cache.keep(name(i), answerOf(noise(20'000, unsigned(i))), minute(100 + i));
    QVERIFY2(cache.find(name(0)), "was used lately");
    QVERIFY(!cache.find(name(1)));
    QVERIFY(!cache.find(name(5)));
    for (int i = 18; i < 25; ++i) QVERIFY2(cache.find(name(i)), name(i).c_str());
}

void StoredCacheTest::neverGrowsOverItsLimit() {
    constexpr std::size_t limit = 400'000;
    StoredCache cache(path(), limit);
    for (int i = 0; i < 400; ++i)
        cache.keep("small " + std::to_string(i), answerOf(noise(500, unsigned(i))), minute(i));
    for (int i = 0; i < 30; ++i) {
        const std::string key = "large " + std::to_string(i);
        cache.keep(key, answerOf(noise(45'000, unsigned(i))), minute(1000 + i));
        QVERIFY2(cache.find(key), key.c_str());
        QVERIFY2(sizeOf() <= qint64(limit), QByteArray::number(sizeOf()));
    }
}

void StoredCacheTest::keepsNoAnswerThatWouldFillIt() {
    StoredCache cache(path(), 400'000);
    cache.keep("key", answerOf("{}"), minute(0));
    cache.keep("key", answerOf(noise(60'000, 1)), minute(1));
    QVERIFY2(!cache.find("key"), "the older answer is not the one any more");
}

void StoredCacheTest::replacesADamagedFile() {
    QVERIFY(QDir().mkpath(m_folder->filePath("cache")));
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(noise(20'000, 7)));
    file.close();
    {
        StoredCache cache(path());
        cache.keep("key", answerOf("{}"), minute(0));
        QVERIFY(cache.read("key", minute(0)));
    }
    QVERIFY(StoredCache(path()).find("key"));
}

void StoredCacheTest::fillAndDamage() const {
    {
        StoredCache cache(path());
        for (int i = 0; i < 50; ++i)
            cache.keep(std::to_string(i), answerOf(noise(3'000, unsigned(i))), minute(i));
    }
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const auto size = file.size();
    // The first page, which says what the file is, stays.
    QVERIFY(file.seek(4096));
    file.write(QByteArray(size - 4096, '\x5a'));
}

void StoredCacheTest::replacesAFileDamagedInUse() {
    fillAndDamage();
    StoredCache cache(path());
    const std::string salt = cache.salt();
    for (int i = 0; i < 50; ++i) cache.read(std::to_string(i), minute(100));
    cache.keep("key", answerOf("{}"), minute(101));
    QVERIFY(cache.find("key"));
    QCOMPARE(cache.salt(), salt);
    QCOMPARE(StoredCache(path()).salt(), salt);
}

void StoredCacheTest::leavesTheFileThatTookItsPlace() {
    fillAndDamage();
    CacheFile one(path(), StoredCache::usualLimit);
    for (const auto* beside : {"-wal", "-shm", ""}) QFile::remove(QString::fromStdString(path()) + beside);
    {
        StoredCache two(path());
        two.keep("key", answerOf("{}"), minute(0));
    }
    one.find("key");
    QVERIFY(one.damaged());
    one.remove();
    QVERIFY(StoredCache(path()).find("key"));
}

void StoredCacheTest::replacesTablesOfAnotherShape() {
    QVERIFY(QDir().mkpath(m_folder->filePath("cache")));
    execute("CREATE TABLE answers(url TEXT); INSERT INTO answers VALUES('x')");
    StoredCache cache(path());
    cache.keep("key", answerOf("{}"), minute(0));
    QVERIFY(cache.find("key"));
}

void StoredCacheTest::dropsABodyThatDoesNotUnpack() {
    StoredCache cache(path());
    cache.keep("cut", answerOf(noise(1000, 1)), minute(0));
    cache.keep("swollen", answerOf(noise(1000, 1)), minute(0));
    execute("UPDATE answers SET packed = substr(packed, 1, 20) WHERE rowid = 1;"
            "UPDATE answers SET size = 1 << 40 WHERE rowid = 2");
    QVERIFY(!cache.read("cut", minute(1)));
    QVERIFY(!cache.find("cut"));
    QVERIFY(!cache.read("swollen", minute(1)));
}

void StoredCacheTest::isSharedByTwo() {
    StoredCache one(path()), two(path());
    QCOMPARE(one.salt(), two.salt());
    one.keep("a", answerOf("[1]"), minute(0));
    two.keep("b", answerOf("[2]"), minute(0));
    QCOMPARE(two.read("a", minute(1))->body, std::string("[1]"));
    QCOMPARE(one.read("b", minute(1))->body, std::string("[2]"));
    two.keep("a", answerOf("[3]", "\"2\""), minute(2));
    QCOMPARE(one.find("a")->etag, std::string("\"2\""));
}

void StoredCacheTest::goesOnWhileAnotherHoldsTheFile() {
    StoredCache cache(path());
    cache.keep("key", answerOf("[1]"), minute(0));
    sqlite3* other = nullptr;
    QCOMPARE(sqlite3_open(path().c_str(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    cache.keep("key", answerOf("[2]"), minute(1));
    QCOMPARE(cache.read("key", minute(200))->body, std::string("[1]"));
    QCOMPARE(sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    cache.keep("key", answerOf("[2]"), minute(2));
    QCOMPARE(cache.read("key", minute(3))->body, std::string("[2]"));
}

void StoredCacheTest::goesOnWithoutAFile_data() {
    QTest::addColumn<QString>("place");
    QTest::newRow("a folder") << "folder";
    QTest::newRow("below a file") << "file/http.sqlite";
}

void StoredCacheTest::goesOnWithoutAFile() {
    QFETCH(QString, place);
    QVERIFY(QDir().mkpath(m_folder->filePath("folder")));
    QFile file(m_folder->filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    StoredCache cache(m_folder->filePath(place).toStdString());
    cache.keep("key", answerOf("{}"), minute(0));
    QVERIFY(!cache.find("key"));
    QVERIFY(!cache.read("key", minute(0)));
    cache.drop("key");
    QCOMPARE(cache.salt().size(), 32U);
}

QTEST_APPLESS_MAIN(StoredCacheTest)
#include "tst_stored_cache.moc"
