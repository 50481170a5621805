// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "support/replay_session.h"

#include "net/stored_cache.h"

#include <algorithm>

using namespace shipglass;

/// Sessions over the file of kept answers: what one process was told, the next one need not fetch.
class KeptAnswersTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void answersTheNextProcess();
    void answersNoOtherCredential();
    void keepsNothingThatIsNotToBeStored_data();
    void keepsNothingThatIsNotToBeStored();
    void holdsNoSecretAndNoAddress();

private:
    std::string path() const { return m_folder->filePath("cache/http.sqlite").toStdString(); }
    QByteArray allBytes() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

QByteArray KeptAnswersTest::allBytes() const {
    QByteArray all;
    const QDir folder(m_folder->filePath("cache"));
    for (const auto& name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)) all += file.readAll();
    }
    return all;
}

namespace {

/// A process of its own: nothing is shared with another one but the file.
struct Process {
    Process(const std::string& path, std::string_view exchanges) : cache(path), session(exchanges) {
        session.otherCache = &cache;
    }
    Result<Json> ask() { return session.run(session.session().json(Request("/x"))); }

    StoredCache cache;
    ReplaySession session;
};

constexpr auto changed = R"([{"type":"http","request":{"path":"/x"},
    "response":{"headers":{"ETag":"\"7\"","Set-Cookie":"id=abcdef"},"json":{"a":1}}}])";
constexpr auto unchanged = R"([{"type":"http","request":{"path":"/x","headers":{"If-None-Match":"\"7\""}},
    "response":{"status":304}}])";

} // namespace

void KeptAnswersTest::answersTheNextProcess() {
    QVERIFY(Process(path(), changed).ask().ok());
    Process next(path(), unchanged);
    const auto answer = next.ask();
    QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.c_str());
    QCOMPARE((*answer)["a"].integer().value(), 1);
    QCOMPARE(next.session.core()->traffic.notModified, 1);
    QVERIFY(next.session.replay.complaints().empty());
}

void KeptAnswersTest::answersNoOtherCredential() {
    QVERIFY(Process(path(), changed).ask().ok());
    Process next(path(), changed);
    next.session.secrets = std::make_shared<FixedSecrets>(
        std::map<std::string, std::string, std::less<>>{{"auth.token", "an0ther-t0ken"}});
    QVERIFY(next.ask().ok());
    for (const auto& [name, value] : next.session.replay.sent().front().headers)
        QVERIFY2(name != "If-None-Match", value.c_str());
}

void KeptAnswersTest::keepsNothingThatIsNotToBeStored_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("header");
    QTest::newRow("no-store") << "/x"
                              << R"("Cache-Control":"private, no-store")";
    QTest::newRow("signed") << "/x?X-Amz-Signature=abcdef0123456789"
                            << R"("Vary":"Accept")";
    QTest::newRow("echoed secret") << "/x"
                                   << R"("X-Echo":"Bearer s3cr3t-t0ken")";
    QTest::newRow("kept") << "/x"
                          << R"("Vary":"Accept")";
}

void KeptAnswersTest::keepsNothingThatIsNotToBeStored() {
    QFETCH(QString, target);
    QFETCH(QString, header);
    const auto exchanges = QStringLiteral(R"([{"type":"http","request":{"path":"/x"},
        "response":{"headers":{"ETag":"\"7\"",%1},"json":{"a":1}}}])")
                               .arg(header);
    const auto ask = [&] {
        Process process(path(), exchanges.toStdString());
        const auto answer =
            process.session.run(process.session.session().json(Request(target.toStdString())));
        const auto& sent = process.session.replay.sent().front().headers;
        return answer.ok() && std::any_of(sent.begin(), sent.end(),
                                          [](const auto& one) { return one.first == "If-None-Match"; });
    };
    QVERIFY(!ask());
    QCOMPARE(ask(), QByteArray(QTest::currentDataTag()) == "kept");
}

void KeptAnswersTest::holdsNoSecretAndNoAddress() {
    Process process(path(), changed);
    QVERIFY(process.ask().ok());
    const auto bytes = allBytes();
    QVERIFY(bytes.contains("\"7\""));
    for (const auto* secret : {"s3cr3t-t0ken", "czNjcjN0", "ci.example", "abcdef"})
        QVERIFY2(!bytes.contains(secret), secret);
}

QTEST_APPLESS_MAIN(KeptAnswersTest)
#include "tst_kept_answers.moc"
