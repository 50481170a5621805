// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "net/local_machine.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <sys/stat.h>
#include <unistd.h>

using namespace shipglass;

class TestLocalFiles : public QObject {
    Q_OBJECT
private slots:
    void init() {
        m_folder.emplace();
        for (const char* path : {"a.xml", "b.txt", "sub/c.xml", "sub/deep/d.xml", ".hidden/e.xml",
                                 "sub/.f.xml", "sub/deep/sub/deep/g.xml", "[odd].xml"})
            write(path, "text");
    }

    void globs_data() {
        QTest::addColumn<QString>("glob");
        QTest::addColumn<QString>("found");
        QTest::newRow("one name") << "a.xml"
                                  << "a.xml";
        QTest::newRow("star") << "*.xml"
                              << "[odd].xml a.xml";
        QTest::newRow("question mark") << "?.xml"
                                       << "a.xml";
        QTest::newRow("set") << "[ab].*"
                             << "a.xml b.txt";
        QTest::newRow("escape") << "\\[odd].xml"
                                << "[odd].xml";
        QTest::newRow("folder star") << "*/*.xml"
                                     << "sub/c.xml";
        QTest::newRow("any depth") << "**/*.xml"
                                   << "[odd].xml a.xml sub/c.xml sub/deep/d.xml sub/deep/sub/deep/g.xml";
        QTest::newRow("any depth below") << "sub/**/*.xml"
                                         << "sub/c.xml sub/deep/d.xml sub/deep/sub/deep/g.xml";
        QTest::newRow("in the middle") << "**/deep/*.xml"
                                       << "sub/deep/d.xml sub/deep/sub/deep/g.xml";
        QTest::newRow("several, each file once") << "**/**/deep/**/*.xml"
                                                 << "sub/deep/d.xml sub/deep/sub/deep/g.xml";
        QTest::newRow("at the end") << "sub/deep/**"
                                    << "sub/deep/d.xml sub/deep/sub/deep/g.xml";
        QTest::newRow("hidden by name") << ".hidden/*.xml"
                                        << ".hidden/e.xml";
        QTest::newRow("folders are no files") << "su*"
                                              << "";
        QTest::newRow("missing folder") << "nowhere/**/*.xml"
                                        << "";
        QTest::newRow("file as a folder") << "a.xml/*"
                                          << "";
    }
    void globs() {
        QFETCH(QString, glob);
        const auto got = find(glob);
        QVERIFY(got.ok());
        QStringList names;
        for (const auto& file : *got)
            names << QString::fromStdString(file.path).mid(m_folder->path().size() + 1);
        QTEST(names.join(' '), "found");
    }

    void tellsSizeAndTime() {
        const auto got = find("a.xml");
        QVERIFY(got.ok() && got->size() == 1);
        QCOMPARE(got->front().size, std::int64_t(4));
        const auto modified = QFileInfo(m_folder->filePath("a.xml")).lastModified().toMSecsSinceEpoch();
        QCOMPARE(got->front().modifiedMs, std::int64_t(modified));
    }

    void circlesOfLinksEnd() {
        QVERIFY(::symlink("..", path("sub/up").c_str()) == 0);
        QVERIFY(::symlink("loop", path("loop").c_str()) == 0);
        const auto all = find("**/*.xml");
        QVERIFY(all.ok());
        QCOMPARE(all->size(), std::size_t(5));
        const auto through = find("**/up/*.xml");
        QVERIFY(through.ok());
        QCOMPARE(through->size(), std::size_t(2));
        QVERIFY(find("loop/*").ok());
    }

    void veryManyStarsAreNoBomb() {
        QString folders = "x";
        for (int i = 0; i < 60; ++i) folders += "/x";
        QVERIFY(QDir(m_folder->path()).mkpath(folders));
        QString glob = "**";
        for (int i = 0; i < 30; ++i) glob += "/x/**";
        const auto got = find(glob + "/none");
        QVERIFY(got.ok() && got->empty());
    }

    void emptyGlobsFindNothing() {
        for (const char* glob : {"", "/", "//"}) {
            const auto got = ask<std::vector<FileInfo>>(
                [&](auto complete) { return m_machine.files(glob, std::move(complete)); });
            QVERIFY(got.ok() && got->empty());
        }
    }

    void aLockedFolderIsSaid() {
        if (::geteuid() == 0) QSKIP("root may enter every folder");
        QVERIFY(::chmod(path("sub").c_str(), 0) == 0);
        const auto within = find("sub/*.xml");
        const auto past = find("**/*.xml");
        ::chmod(path("sub").c_str(), 0700);
        QVERIFY(!within.ok());
        QCOMPARE(within.error().fault, Fault::forbidden);
        QVERIFY(past.ok() && past->size() == 2);
    }

    void reads() {
        const auto got = read("a.xml", 4);
        QVERIFY(got.ok());
        QCOMPARE(*got, std::string("text"));
        write("large", QByteArray(300'000, 'x'));
        QCOMPARE(read("large", 300'000)->size(), std::size_t(300'000));
        QCOMPARE(read("large", 299'999).error().fault, Fault::tooLarge);
        write("empty", "");
        QCOMPARE(read("empty", 10)->size(), std::size_t(0));
    }

    void readFaults() {
        QCOMPARE(read("missing", 10).error().fault, Fault::notFound);
        QCOMPARE(read("sub", 10).error().fault, Fault::unsupported);
        QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
        QCOMPARE(read("pipe", 10).error().fault, Fault::unsupported);
    }

    void destroyedReadsNeverComplete() {
        auto operation =
            m_machine.read(path("a.xml"), 10, [](const Result<std::string>&) { QFAIL("ended"); });
        operation.reset();
        QVERIFY(read("a.xml", 10).ok());
    }

private:
    template <class T>
    Result<T> ask(const std::function<std::unique_ptr<Operation>(std::function<void(Result<T>)>)>& start) {
        std::optional<Result<T>> got;
        const auto operation = start([&](Result<T> result) { got.emplace(std::move(result)); });
        turnLoop([&] { return got.has_value(); });
        return got ? *got : Result<T>(Error{Fault::canceled, "the test gave up", 0, {}});
    }
    Result<std::vector<FileInfo>> find(const QString& glob) {
        return ask<std::vector<FileInfo>>(
            [&](auto complete) { return m_machine.files(path(glob), std::move(complete)); });
    }
    Result<std::string> read(const QString& name, std::size_t largest) {
        return ask<std::string>(
            [&](auto complete) { return m_machine.read(path(name), largest, std::move(complete)); });
    }
    std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }
    void write(const QString& name, const QByteArray& text) {
        const QString whole = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

    LocalMachine m_machine;
    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestLocalFiles)
#include "tst_local_files.moc"
