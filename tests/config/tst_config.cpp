// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/parse.h"
#include "support/kinds.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

namespace {

ParsedConfig parse(std::string_view text) { return parseConfig(text, "c.yaml", testKinds()); }

Config good(std::string_view text) {
    const auto parsed = parse(text);
    for (const auto& mistake : parsed.mistakes) qWarning("%s", format(mistake).c_str());
    if (!parsed.ok()) qFatal("a good file was refused");
    return parsed.config;
}

} // namespace

/// What a good file says.
class ConfigTest : public QObject {
    Q_OBJECT

private slots:
    void emptyFilesAreGood();
    void theWholeFile();
    void aSourceWithEverything();
    void ownKeysBecomeJson();
    void commandsAreSplitWithoutAShell();
    void aliasesAndMergesAreRead();
    void keepTakesForever();
    void filesAreReadWithTheirTrust();
    void defaultPlacesFollowTheEnvironment();
};

void ConfigTest::emptyFilesAreGood() {
    for (const char* text : {"", "# nothing yet\n", "sources:\n", "{}\n", "\xEF\xBB\xBF# mark\n", "---\n"}) {
        const auto config = good(text);
        QVERIFY(config.sources.empty());
        QCOMPARE(config.store, std::string("sqlite"));
        QVERIFY(config.poll);
    }
}

void ConfigTest::theWholeFile() {
    const auto config = good(R"(
store: sqlite:/srv/ship.sqlite
poll: off
keep: { runs: 10d, metrics: 0 }
services:
  - name: web
    team: shop
    repositories: [acme/web]
    pipelines: ["deploy-*"]
    labels: { app: web }
    deployments: { from: pipeline, pipelines: ["deploy-*"], stage: production, environment: production }
    incidents: { labels: { service: web } }
dora:
  production: [live]
  timeZone: Europe/Berlin
  weekStart: sunday
  incidentWindow: 12h
  hotfix: { branches: [], labels: [urgent], titles: ["Fix *"] }
  overlay: dora-overlay.yaml
  reportYear: 2025
wall:
  - { page: pipelines, for: 20s }
  - { page: alerts, for: 1m, where: "severity:critical" }
)");
    QCOMPARE(config.store, std::string("sqlite:/srv/ship.sqlite"));
    QVERIFY(!config.poll);
    QCOMPARE(config.keep.runs, std::optional<Millis>(std::chrono::days(10)));
    QCOMPARE(config.keep.metrics, std::optional<Millis>(Millis{0}));
    QCOMPARE(config.keep.alerts, std::optional<Millis>());
    QCOMPARE(config.services.at(0).from, DeploymentOrigin::pipeline);
    QCOMPARE(config.services.at(0).deployPipelines, std::vector<std::string>{"deploy-*"});
    QCOMPARE(config.services.at(0).incidentLabels.at("service"), std::string("web"));
    QCOMPARE(config.dora.timeZone, std::string("Europe/Berlin"));
    QCOMPARE(config.dora.hotfixBranches, std::vector<std::string>{});
    QCOMPARE(config.dora.reportYear, 2025);
    QCOMPARE(config.wall.at(1), (WallPage{"alerts", "severity:critical", Millis{60'000}}));
}

void ConfigTest::aSourceWithEverything() {
    const auto config = good(R"(sources:
  - name: ci
    kind: jenkins
    url: https://ci.example.org:8443/jenkins
    auth: { user: watcher, token: "${env:CI_TOKEN}" }
    actionAuth: { user: "${keychain:ci user}", password: "${file:/run/secrets/ci}" }
    every: 30s
    enabled: false
    backfill: 7d
    timeout: 20s
    headers: { X-Org: acme, X-Api-Key: "${env:KEY}" }
    proxy: http://proxy:3128
    tls: { ca: /etc/ca.pem, certificate: /etc/me.pem, key: "${file:/etc/me.key}" }
    limits: { atOnce: 2, perMinute: 60 }
    actions: [rerun, cancel]
    env: { GIT_SSH_COMMAND: ssh -i x, GIT_AUTHOR_NAME: me, AWS_ACCESS_KEY_ID: x, TOKEN_FILE: /x }
    jobs: [team/web, 12]
)");
    const auto& source = config.sources.at(0);
    QCOMPARE(config.source("ci"), &source);
    QCOMPARE(config.source("cd"), nullptr);
    QCOMPARE(source.place, (Place{2, 5}));
    QCOMPARE(source.auth.at("user").clear, std::string("watcher"));
    QCOMPARE(source.auth.at("token").reference, (SecretReference{SecretOrigin::env, "CI_TOKEN", {}}));
    QCOMPARE(source.actionAuth.at("user").reference,
             (SecretReference{SecretOrigin::keychain, "ci user", {}}));
    QCOMPARE(source.every, std::optional<Millis>(Millis{30'000}));
    QVERIFY(!source.enabled);
    QCOMPARE(source.headers.at("X-Org").clear, std::string("acme"));
    QCOMPARE(source.tls.key.clear, std::string("/etc/me.key"));
    QVERIFY(!source.tls.key.reference);
    QCOMPARE(source.atOnce, 2U);
    QVERIFY(source.actions.allows("rerun") && !source.actions.allows("silence"));
    QCOMPARE(source.settings, std::string(R"({"jobs":["team/web","12"]})"));
}

void ConfigTest::ownKeysBecomeJson() {
    const auto config = good(R"(sources:
  - name: a
    kind: http_json
    url: http://127.0.0.1:8080
    record: run
    fields: { id: /id, flag: true, count: 12, version: 1.10, zero: 007, "quoted": "true", text: "say \"hi\"" }
    pageSize: 50
    strict: yes
    window: 2h
    rules:
      - { when: [a, 1], then: { ok: false } }
)");
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(config.sources.at(0).settings)).object();
    const auto fields = json["fields"].toObject();
    QCOMPARE(fields["flag"], QJsonValue(true));
    QCOMPARE(fields["count"], QJsonValue(12));
    QCOMPARE(fields["version"], QJsonValue("1.10"));
    QCOMPARE(fields["zero"], QJsonValue("007"));
    QCOMPARE(fields["quoted"], QJsonValue("true"));
    QCOMPARE(fields["text"], QJsonValue("say \"hi\""));
    QCOMPARE(json["pageSize"], QJsonValue(50));
    QCOMPARE(json["strict"], QJsonValue(true));
    QCOMPARE(json["window"], QJsonValue("2h"));
    QCOMPARE(json["rules"][0]["then"]["ok"], QJsonValue(false));
}

void ConfigTest::commandsAreSplitWithoutAShell() {
    const auto words = [](const char* text) { return parseSecretReference(text).value().argv; };
    using List = std::vector<std::string>;
    QCOMPARE(words("${command:gh auth token}"), (List{"gh", "auth", "token"}));
    QCOMPARE(words("${command:pass show 'my secret' \"a b\" \"\"}"),
             (List{"pass", "show", "my secret", "a b", ""}));
    QCOMPARE(words("${command:x $(rm) | {}}"), (List{"x", "$(rm)", "|", "{}"}));
    for (const char* bad : {"${command:}", "${command: }", "${command:x 'y}", "${env:}", "${env:A-B}",
                            "${file:x}", "${vault:x}", "${X}", "${env:A} ${env:B}", "a${env:A}"})
        QVERIFY2(!parseSecretReference(bad).ok(), bad);
    QCOMPARE(format(*parseSecretReference("${env:A}")), std::string("${env:A}"));
}

void ConfigTest::aliasesAndMergesAreRead() {
    const auto config = good(R"(sources:
  - &first
    name: one
    kind: github
    auth: &login { token: "${env:T}" }
    repositories: [a/b]
  - { name: two, kind: pagerduty, auth: *login }
  - <<: *first
    name: three
)");
    QCOMPARE(config.sources.at(1).auth, config.sources.at(0).auth);
    QCOMPARE(config.sources.at(2).kind, std::string("github"));
    QCOMPARE(config.sources.at(2).name, std::string("three"));
    QCOMPARE(config.sources.at(2).settings, config.sources.at(0).settings);
}

void ConfigTest::keepTakesForever() {
    QCOMPARE(good("keep: { runs: forever }\n").keep.runs, std::optional<Millis>());
}

void ConfigTest::filesAreReadWithTheirTrust() {
    QTemporaryDir folder;
    const auto path = folder.filePath("c.yaml");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sources:\n  - { name: mine, kind: exec, command: [/bin/true] }\n");
    file.close();
    const auto mistakes = [&](QFile::Permissions permissions) {
        QFile::setPermissions(path, permissions);
        return loadConfig(path.toStdString(), testKinds()).mistakes;
    };
    QVERIFY(mistakes(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther).empty());
    const auto refused = mistakes(QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther);
    QCOMPARE(refused.size(), std::size_t{1});
    QCOMPARE(refused[0].place, (Place{2, 25}));
    QVERIFY(refused[0].message.find("chmod go-w") != std::string::npos);
    QCOMPARE(mistakes(QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup).size(), std::size_t{1});
    const auto missing = loadConfig(folder.filePath("none.yaml").toStdString(), testKinds());
    QCOMPARE(missing.mistakes.size(), std::size_t{1});
    QVERIFY(!loadConfig(folder.path().toStdString(), testKinds()).ok());
}

void ConfigTest::defaultPlacesFollowTheEnvironment() {
    qputenv("XDG_CONFIG_HOME", "/tmp/made-up");
    QCOMPARE(defaultConfigPath().string(), std::string("/tmp/made-up/shipglass/shipglass.yaml"));
    qputenv("XDG_CONFIG_HOME", "relative");
    qputenv("HOME", "/home/made-up");
    QCOMPARE(defaultConfigPath().string(), std::string("/home/made-up/.config/shipglass/shipglass.yaml"));
    qunsetenv("XDG_DATA_HOME");
    QCOMPARE(defaultStorePath().string(), std::string("/home/made-up/.local/share/shipglass/history.sqlite"));
}

QTEST_APPLESS_MAIN(ConfigTest)
#include "tst_config.moc"
