// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/keychain.h"
#include "config/mistake.h"
#include "config/parse.h"
#include "config/source_secrets.h"
#include "support/kinds.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace shipglass;

/// Where secrets are found, and that nothing says what they are.
class SecretsTest : public QObject {
    Q_OBJECT

private slots:
    void variables();
    void filesLoseOneLineEnd_data();
    void filesLoseOneLineEnd();
    void filesThatOthersCanReadAreWarnedOf();
    void whatIsNoSecretFile();
    void commandsRunWithoutAShell();
    void commandsDoNotInheritOurEnvironment();
    void commandsThatFail_data();
    void commandsThatFail();
    void withoutASessionBusTheWayOutIsNamed();
    void commandsRunOnceAndAgainAfterARefusal();
    void lineEndsNeverReachAHeader();
    void keysOfCertificatesHaveManyLines();
    void missingSecretsAreMistakes();
    void secretsDoNotPrint();
};

namespace {

std::string found(const std::string& reference, const SecretDoors& doors = {}) {
    const auto secret = findSecret(*parseSecretReference(reference), doors);
    return secret ? std::string(secret->value.reveal()) : "error: " + secret.error().message;
}

QString write(const QTemporaryDir& folder, const QByteArray& content,
              QFile::Permissions permissions = QFile::ReadOwner) {
    QFile file(folder.filePath("secret"));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no secret written");
    file.setPermissions(permissions);
    return file.fileName();
}

ConfiguredSource sourceOf(const std::string& keys) {
    const auto parsed = parseConfig("sources:\n  - name: a\n    kind: jenkins\n    url: http://x\n" + keys,
                                    "c.yaml", testKinds());
    if (!parsed.ok()) qFatal("%s", format(parsed.mistakes.front()).c_str());
    return parsed.config.sources.front();
}

} // namespace

void SecretsTest::variables() {
    qputenv("SHIPGLASS_TEST_SECRET", "fake one");
    QCOMPARE(found("${env:SHIPGLASS_TEST_SECRET}"), std::string("fake one"));
    qputenv("SHIPGLASS_TEST_SECRET", "");
    QCOMPARE(found("${env:SHIPGLASS_TEST_SECRET}"),
             std::string("error: the environment variable SHIPGLASS_TEST_SECRET is empty"));
    qunsetenv("SHIPGLASS_TEST_SECRET");
    QCOMPARE(found("${env:SHIPGLASS_TEST_SECRET}"),
             std::string("error: the environment variable SHIPGLASS_TEST_SECRET is not set"));
}

void SecretsTest::filesLoseOneLineEnd_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("none") << QByteArray("fake") << QByteArray("fake");
    QTest::newRow("one") << QByteArray("fake\n") << QByteArray("fake");
    QTest::newRow("two") << QByteArray("fake\n\n") << QByteArray("fake\n");
    QTest::newRow("windows") << QByteArray("fake\r\n") << QByteArray("fake");
    QTest::newRow("spaces stay") << QByteArray(" fake \n") << QByteArray(" fake ");
}

void SecretsTest::filesLoseOneLineEnd() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, secret);
    const QTemporaryDir folder;
    QCOMPARE(found("${file:" + write(folder, content).toStdString() + "}"), secret.toStdString());
}

void SecretsTest::filesThatOthersCanReadAreWarnedOf() {
    const QTemporaryDir folder;
    const auto path = write(folder, "fake").toStdString();
    const auto warning = [&] {
        return findSecret(*parseSecretReference("${file:" + path + "}"), {})->warning;
    };
    QCOMPARE(warning(), std::string());
    ::chmod(path.c_str(), 0640);
    QVERIFY(warning().find("chmod go-rwx") != std::string::npos);
}

void SecretsTest::whatIsNoSecretFile() {
    const QTemporaryDir folder;
    QVERIFY(found("${file:" + folder.filePath("none").toStdString() + "}").find("No such file") !=
            std::string::npos);
    QVERIFY(found("${file:" + folder.path().toStdString() + "}").starts_with("error: "));
    QVERIFY(found("${file:" + write(folder, "\n").toStdString() + "}").ends_with("is empty"));
    const QTemporaryDir another;
    QVERIFY(found("${file:" + write(another, QByteArray(70'000, 'x')).toStdString() + "}").find("64 KB") !=
            std::string::npos);
    const auto pipe = another.filePath("pipe").toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QVERIFY(found("${file:" + pipe + "}").starts_with("error: "));
}

void SecretsTest::commandsRunWithoutAShell() {
    const SecretDoors doors{{}, runSecretCommand};
    QCOMPARE(found("${command:echo $HOME `id` 'a  b' | cat}", doors), std::string("$HOME `id` a  b | cat"));
}

void SecretsTest::commandsDoNotInheritOurEnvironment() {
    qputenv("SHIPGLASS_TEST_SECRET", "fake one");
    const auto environment = found("${command:env}", {{}, runSecretCommand});
    QVERIFY(environment.find("PATH=") != std::string::npos);
    QVERIFY(environment.find("SHIPGLASS_TEST_SECRET") == std::string::npos);
    qunsetenv("SHIPGLASS_TEST_SECRET");
}

void SecretsTest::commandsThatFail_data() {
    QTest::addColumn<QStringList>("argv");
    QTest::addColumn<QString>("message");
    QTest::newRow("not there") << QStringList{"/nowhere/at-all"}
                               << "the command /nowhere/at-all cannot be started";
    QTest::newRow("exit code") << QStringList{"sh", "-c", "echo fake; exit 3"}
                               << "the command sh ended with exit code 3";
    QTest::newRow("signal") << QStringList{"sh", "-c", "kill -9 $$"}
                            << "the command sh was ended by a signal";
    QTest::newRow("limit") << QStringList{"sleep", "600"} << "the command sleep did not end within 100ms";
    QTest::newRow("flood") << QStringList{"yes"} << "the command yes wrote more than 64 KB";
}

void SecretsTest::commandsThatFail() {
    QFETCH(QStringList, argv);
    QFETCH(QString, message);
    std::vector<std::string> words;
    for (const auto& word : argv) words.push_back(word.toStdString());
    const auto secret = runSecretCommand(words, message.contains("100ms") ? Millis{100} : Millis{60'000});
    QVERIFY(!secret.ok());
    QCOMPARE(QString::fromStdString(secret.error().message), message);
}

void SecretsTest::withoutASessionBusTheWayOutIsNamed() {
    const auto address = qgetenv("DBUS_SESSION_BUS_ADDRESS"), runtime = qgetenv("XDG_RUNTIME_DIR");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nowhere");
    Keychain keychain;
    const auto secret = keychain.read("github");
    qputenv("XDG_RUNTIME_DIR", runtime);
    if (!address.isEmpty()) qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QVERIFY(!secret.ok());
    QVERIFY(secret.error().message.find("no session bus") != std::string::npos);
    QVERIFY(secret.error().message.find("${file:") != std::string::npos);
}

void SecretsTest::commandsRunOnceAndAgainAfterARefusal() {
    const auto source =
        sourceOf("    auth: { user: me, token: \"${command:get it}\" }\n    headers: { X-Org: acme }\n");
    int runs = 0;
    std::string answer = "fake1";
    SourceSecrets secrets(source, {{}, [&](const auto& argv, Millis limit) -> Result<Secret> {
                                       ++runs;
                                       if (argv.size() != 2 || limit != Millis{10'000}) return Error{};
                                       return Secret(answer);
                                   }});
    QCOMPARE(secrets.value("auth.token"), std::string());
    QCOMPARE(*secrets.resolve(false), true);
    QCOMPARE(*secrets.resolve(false), false);
    QCOMPARE(runs, 1);
    QCOMPARE(*secrets.resolve(true), false);
    answer = "fake2";
    QCOMPARE(*secrets.resolve(true), true);
    QCOMPARE(runs, 3);
    QCOMPARE(secrets.value("auth.token"), std::string("fake2"));
    QCOMPARE(secrets.value("auth.user"), std::string("me"));
    QCOMPARE(secrets.value("headers.X-Org"), std::string("acme"));
    QCOMPARE(secrets.value("proxy"), std::string());
    QCOMPARE(secrets.values(), std::vector<std::string>{"fake2"});
}

void SecretsTest::lineEndsNeverReachAHeader() {
    SourceSecrets secrets(
        sourceOf("    headers: { X-Key: \"${keychain:k}\" }\n"),
        {[](const std::string&) -> Result<Secret> { return Secret("fake\r\nX-Other: y"); }, {}});
    const auto resolved = secrets.resolve(false);
    QVERIFY(!resolved.ok());
    QCOMPARE(resolved.error().message, std::string("headers.X-Key: the secret is more than one line"));
}

void SecretsTest::keysOfCertificatesHaveManyLines() {
    const std::string key = "-----BEGIN PRIVATE KEY-----\nfake\n-----END PRIVATE KEY-----\n";
    SourceSecrets secrets(sourceOf("    tls: { certificate: /me.pem, key: \"${keychain:k}\" }\n"),
                          {[&](const std::string&) -> Result<Secret> { return Secret(key); }, {}});
    QVERIFY(secrets.resolve(false).ok());
    QCOMPARE(secrets.value("tls.key"), key);
}

void SecretsTest::missingSecretsAreMistakes() {
    const auto text =
        "sources:\n  - name: a\n    kind: github\n    auth: { token: \"${env:SHIPGLASS_NOT_SET}\" }\n"
        "    headers: { X-Key: \"${keychain:k}\" }\n"
        "  - { name: b, kind: github, enabled: false, auth: { token: \"${env:SHIPGLASS_NOT_SET}\" } }\n";
    const auto config = parseConfig(text, "c.yaml", testKinds()).config;
    const SecretDoors doors{[](const std::string&) -> Result<Secret> {
                                return Error{Fault::config, "locked", 0, {}};
                            },
                            {}};
    const auto quiet = missingSecrets(config, "c.yaml", doors, false);
    QCOMPARE(quiet.size(), std::size_t{1});
    QCOMPARE(format(quiet[0]),
             std::string("c.yaml:4:20: auth.token: the environment variable SHIPGLASS_NOT_SET is not set"));
    const auto all = missingSecrets(config, "c.yaml", doors, true);
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(format(all[1]), std::string("c.yaml:5:23: headers.X-Key: locked"));
    const SecretDoors twoLines{[](const std::string&) -> Result<Secret> { return Secret("fake\nfake"); }, {}};
    const auto unfit = missingSecrets(config, "c.yaml", twoLines, true);
    QCOMPARE(unfit.size(), std::size_t{2});
    QCOMPARE(format(unfit[1]), std::string("c.yaml:5:23: headers.X-Key: the secret is more than one line"));
}

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};

void SecretsTest::secretsDoNotPrint() {
    static_assert(!Printable<Secret> && !std::is_convertible_v<Secret, std::string>);
    std::string text = "fake";
    const char* bytes = text.data();
    wipe(text);
    QCOMPARE(bytes[1], '\0');
    QVERIFY(text.empty());
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
