// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/file_watcher.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace shipglass;

/// What happens to a file while it is watched.
class FileWatcherTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void stampsTellFilesApart();
    void seesAReplacedFileAgainAndAgain();
    void seesAFileWrittenInPlace();
    void seesAFileComeAndGo();
    void seesAFileInAFolderThatIsNotThereYet();
    void seesWhatChangedBeforeItWatched();
    void tellsOfABurstOnce();
    void doesNotWaitForQuietForEver();
    void othersInTheFolderAreNoChange();
    void looksWhenTold();

private:
    void write(const QByteArray& text, const QString& name = QStringLiteral("watched.yaml"));
    std::filesystem::path path() const { return m_path.toStdString(); }
    FileWatcher watched() {
        return {path(), stampOf(path()), [this] { ++m_told; }};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    int m_told = 0;
};

void FileWatcherTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("watched.yaml");
    m_told = 0;
}

/// By rename, as editors do.
void FileWatcherTest::write(const QByteArray& text, const QString& name) {
    QSaveFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    QVERIFY(file.commit());
}

void FileWatcherTest::stampsTellFilesApart() {
    QVERIFY(!stampOf(path()).there);
    write("a");
    const auto first = stampOf(path());
    QCOMPARE(stampOf(path()), first);
    write("b");
    QVERIFY(!(stampOf(path()) == first));
}

void FileWatcherTest::seesAReplacedFileAgainAndAgain() {
    write("a");
    const auto watcher = watched();
    for (int time = 1; time <= 3; ++time) {
        write("b");
        QTRY_COMPARE(m_told, time);
    }
}

void FileWatcherTest::seesAFileWrittenInPlace() {
    write("a");
    const auto watcher = watched();
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("b");
    file.close();
    QTRY_COMPARE(m_told, 1);
}

void FileWatcherTest::seesAFileComeAndGo() {
    const auto watcher = watched();
    write("a");
    QTRY_COMPARE(m_told, 1);
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(m_told, 2);
    write("b");
    QTRY_COMPARE(m_told, 3);
}

void FileWatcherTest::seesAFileInAFolderThatIsNotThereYet() {
    m_path = m_folder->filePath("not/yet/watched.yaml");
    const auto watcher = watched();
    QVERIFY(QDir().mkpath(m_folder->filePath("not/yet")));
    write("a", "not/yet/watched.yaml");
    QTRY_COMPARE(m_told, 1);
    QVERIFY(QDir(m_folder->filePath("not")).removeRecursively());
    QTRY_COMPARE(m_told, 2);
    QVERIFY(QDir().mkpath(m_folder->filePath("not/yet")));
    write("b", "not/yet/watched.yaml");
    QTRY_COMPARE(m_told, 3);
}

void FileWatcherTest::seesWhatChangedBeforeItWatched() {
    write("a");
    const auto read = stampOf(path());
    write("b");
    const FileWatcher watcher(path(), read, [this] { ++m_told; });
    QTRY_COMPARE(m_told, 1);
}

void FileWatcherTest::tellsOfABurstOnce() {
    write("a");
    const auto watcher = watched();
    for (int time = 0; time < 20; ++time) write("b");
    QTRY_COMPARE(m_told, 1);
    // Whatever was still to be said of the burst would come before the next change.
    write("c");
    QTRY_COMPARE(m_told, 2);
}

void FileWatcherTest::doesNotWaitForQuietForEver() {
    const auto watcher = watched();
    QTimer busy;
    int writes = 0;
    connect(&busy, &QTimer::timeout, this, [&] { write(QByteArray::number(++writes)); });
    busy.start(20);
    QTRY_VERIFY(m_told > 0);
}

void FileWatcherTest::othersInTheFolderAreNoChange() {
    write("a");
    int others = 0;
    const auto watcher = watched();
    const FileWatcher other(m_folder->filePath("other").toStdString(), {}, [&] { ++others; });
    write("b", "other");
    QTRY_COMPARE(others, 1);
    QCOMPARE(m_told, 0);
}

void FileWatcherTest::looksWhenTold() {
    write("a");
    auto watcher = watched();
    watcher.look();
    QCOMPARE(m_told, 0);
    write("b");
    watcher.look();
    QCOMPARE(m_told, 1);
}

QTEST_GUILESS_MAIN(FileWatcherTest)
#include "tst_file_watcher.moc"
