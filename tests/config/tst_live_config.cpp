// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/live_config.h"
#include "support/kinds.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;
using Look = LiveConfig::Look;

/// A file that changes while the program runs.
class LiveConfigTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aGoodChangeIsAdopted();
    void aBadOneLeavesTheOldInForce();
    void aFileThatIsGoneLeavesTheOldInForce();
    void theUsersOwnMayBeMissingAtFirst();
    void aNamedFileMayNotBeMissing();
    void theWatcherSeesAReplacedFile();

private:
    void write(const QByteArray& text);
    LiveConfig open(bool mayBeMissing = false) const {
        return {m_path.toStdString(), testKinds(), mayBeMissing};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void LiveConfigTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath("c.yaml");
}

/// By rename, as editors do.
void LiveConfigTest::write(const QByteArray& text) {
    QSaveFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    QVERIFY(file.commit());
}

void LiveConfigTest::aGoodChangeIsAdopted() {
    write("poll: on\n");
    auto live = open();
    QCOMPARE(live.look(), Look::same);
    const auto before = live.config();
    write("poll: off\n");
    QCOMPARE(live.look(), Look::adopted);
    QVERIFY(!live.config()->poll);
    QVERIFY(before->poll);
    QCOMPARE(live.text(), std::optional<std::string>("poll: off\n"));
    QCOMPARE(live.look(), Look::same);
}

void LiveConfigTest::aBadOneLeavesTheOldInForce() {
    write("poll: off\n");
    auto live = open();
    write("poll: maybe\n");
    QCOMPARE(live.look(), Look::refused);
    QVERIFY(!live.config()->poll);
    QCOMPARE(live.mistakes().size(), std::size_t{1});
    QCOMPARE(live.mistakes().front().place, (Place{1, 7}));
    write("poll: on\n");
    QCOMPARE(live.look(), Look::adopted);
    QVERIFY(live.mistakes().empty());
}

void LiveConfigTest::aFileThatIsGoneLeavesTheOldInForce() {
    write("poll: off\n");
    auto live = open(true);
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(live.look(), Look::refused);
    QVERIFY(!live.config()->poll);
    QVERIFY(!live.mistakes().empty());
    QCOMPARE(live.text(), std::optional<std::string>());
}

void LiveConfigTest::theUsersOwnMayBeMissingAtFirst() {
    auto live = open(true);
    QVERIFY(live.mistakes().empty());
    QVERIFY(live.config()->sources.empty());
    write("sources:\n  - { name: a, kind: github }\n");
    QCOMPARE(live.look(), Look::adopted);
    QCOMPARE(live.config()->sources.size(), std::size_t{1});
}

void LiveConfigTest::aNamedFileMayNotBeMissing() { QCOMPARE(open().mistakes().size(), std::size_t{1}); }

void LiveConfigTest::theWatcherSeesAReplacedFile() {
    write("poll: on\n");
    auto live = open();
    std::vector<Look> looks;
    const ConfigWatcher watcher(live, [&](Look look) { looks.push_back(look); });
    write("poll: off\n");
    QTRY_COMPARE(looks.size(), std::size_t{1});
    write("poll: maybe\n");
    QTRY_COMPARE(looks.size(), std::size_t{2});
    QCOMPARE(looks, (std::vector<Look>{Look::adopted, Look::refused}));
}

QTEST_GUILESS_MAIN(LiveConfigTest)
#include "tst_live_config.moc"
