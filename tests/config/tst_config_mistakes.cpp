// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/parse.h"
#include "support/kinds.h"

#include <QTest>

using namespace shipglass;

/// Every mistake has its line, its column, plain words, and never the value.
class ConfigMistakesTest : public QObject {
    Q_OBJECT

private slots:
    void places_data();
    void places();
    void allOfThemAtOnce();
    void valuesAreNeverRepeated_data();
    void valuesAreNeverRepeated();
    void whatOnlySoundsLikeASecretStays_data();
    void whatOnlySoundsLikeASecretStays();
    void namesTheRightPlaceOfASecret();
    void hostileFiles_data();
    void hostileFiles();
};

namespace {

std::vector<Mistake> mistakesOf(const std::string& text) {
    return parseConfig(text, "c.yaml", testKinds()).mistakes;
}

/// A source on lines 1 and 2, with more keys from line 3 on.
std::string github(const std::string& keys) {
    return "sources:\n  - { name: a, kind: github }\n  - name: b\n    kind: github\n" + keys;
}

/// The same, from line 7 on.
std::string httpJson(const std::string& keys) {
    return "sources:\n  - name: a\n    kind: http_json\n    url: https://example.org\n    record: run\n"
           "    fields: { id: /id, token: /token }\n" +
           keys;
}

/// The same, from line 5 on, behind a name with = in it.
std::string exec(const std::string& keys) {
    return "sources:\n  - name: key=value\n    kind: exec\n    every: 60s\n" + keys;
}

} // namespace

void ConfigMistakesTest::places_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const std::string& text, QStringList expected) {
        QTest::newRow(name) << text << expected;
    };
    row("unknown key", "stores: x\n",
        {"1:1: \"stores\" is not known here; the nearest known key is \"store\""});
    row("after other letters", "wall: [{ page: alerts, where: \"title:grün\", fro: 3s }]\n",
        {"1:45:", "\"for\""});
    row("own key", github("    repositries: [x]\n"), {"5:5:", "\"repositories\""});
    row("key of another kind", github("    jobs: [x]\n"), {"5:5:", "not known here"});
    row("duplicate key", "poll: on\nstore: sqlite\npoll: off\n",
        {"3:1: \"poll\" stands here a second time; the first is in line 1"});
    row("duplicate key inside", github("    kind: github\n"), {"5:5:", "line 4"});
    row("duplicate name", "sources:\n  - { name: a, kind: github }\n  - { name: a, kind: github }\n",
        {"3:13:", "line 2"});
    row("unknown kind", "sources:\n  - name: a\n    kind: githb\n", {"3:11:", "nearest is \"github\""});
    row("kind of nothing near", "sources:\n  - name: a\n    kind: circleci\n",
        {"3:11: this version has no such kind; shipglass connectors lists"});
    row("no kind", "sources:\n  - name: a\n", {"2:5: \"kind\" is missing"});
    row("no name", "sources:\n  - kind: github\n", {"2:5: \"name\" is missing"});
    row("empty name", "sources:\n  - name: ''\n    kind: github\n", {"2:11:", "no value"});
    row("name with a slash", "sources:\n  - name: a/b\n    kind: github\n", {"2:11:", "no /"});
    row("required key", "sources:\n  - name: a\n    kind: junit\n", {"2:5: \"paths\" is missing"});
    row("required url", "sources:\n  - name: a\n    kind: jenkins\n", {"2:5: \"url\" is missing"});
    row("url of none", "sources:\n  - name: a\n    kind: junit\n    paths: [x]\n    url: http://x\n",
        {"5:10:", "have no url"});
    row("required auth", "sources:\n  - name: a\n    kind: pagerduty\n",
        {"2:5: \"auth\" is missing", "token"});
    row("half a credential",
        "sources:\n  - name: a\n    kind: jenkins\n    url: http://x\n    auth: { user: me }\n",
        {"5:11:", "user and token, or user and password"});
    row("unknown auth key", github("    auth: { tokn: \"${env:X}\" }\n"), {"5:13:", "\"token\""});
    row("auth where none is taken",
        "sources:\n  - name: a\n    kind: junit\n    paths: [x]\n    auth: { token: \"${env:X}\" }\n",
        {"5:11:", "no credential"});
    row("bad duration", github("    every: often\n"), {"5:12:", "30s, 10m, 2h or 90d"});
    row("too short", github("    every: 10ms\n"), {"5:12:", "at least 1s"});
    row("no value", github("    every:\n    enabled: true\n"), {"5:5: \"every\" has no value"});
    row("no list", github("    repositories: acme/web\n"), {"5:19:", "a list"});
    row("a list in a list", github("    repositories: [[x]]\n"), {"5:20:", "text"});
    row("no flag", github("    enabled: maybe\n"), {"5:14:", "true or false"});
    row("a quoted flag", github("    enabled: \"true\"\n"), {"5:14:", "true or false"});
    row("no number", github("    limits: { atOnce: many }\n"), {"5:23:", "from 1 to 100"});
    row("over the number", github("    limits: { perMinute: 99999999999999999999 }\n"), {"5:26:", "1000000"});
    row("no map", github("    tls: yes\n"), {"5:10:", "key: value"});
    row("unknown tls key", github("    tls: { certifcate: x }\n"), {"5:12:", "\"certificate\""});
    row("a kind's duration",
        "sources:\n- {name: a, kind: http_json, url: http://x, record: run, fields: {}, window: x}\n",
        {"2:78:", "a span of time"});
    row("unknown action", github("    actions: [rerun, cancle]\n"), {"5:22:", "nearest is \"cancel\""});
    row("actions", github("    actions: some\n"), {"5:14:", "none, all or a list"});
    row("no url", github("    url: api.github.com\n"), {"5:10:", "https://"});
    row("url with a query", github("    url: https://x/?a=1\n"), {"5:10:", "before ?"});
    row("url without host", github("    url: https:///x\n"), {"5:10:", "no host"});
    row("url with a bad port", github("    url: https://x:99999/\n"), {"5:10:", "port"});
    row("header name", github("    headers: { \"a b\": c }\n"), {"5:16:", "letters"});
    row("reference elsewhere", github("    repositories: [\"${env:X}\"]\n"),
        {"5:20:", "tls.key and env only"});
    row("reference with more", github("    auth: { token: \"Bearer ${env:X}\" }\n"),
        {"5:20:", "whole value"});
    row("unknown reference", github("    auth: { token: \"${evn:X}\" }\n"), {"5:20:", "env"});
    row("unquoted reference", github("    auth: { token: ${env:X} }\n"), {"5:21:", "in quotes"});
    row("store", "store: mysql://x\n", {"1:8:", "sqlite:PATH"});
    row("keep", "keep: { runz: 1d }\n", {"1:9:", "\"runs\""});
    row("time zone", "dora:\n  timeZone: Europe/Berlinn\n", {"2:13:", "time zone"});
    row("week", "dora: { weekStart: mondy }\n", {"1:20:", "nearest is \"monday\""});
    row("report year", "dora: { reportYear: 2099 }\n", {"1:21:", "2018, 2019, 2021, 2022, 2023, 2024, 2025"});
    row("year without a report", "dora: { reportYear: 2020 }\n", {"1:21:", "2019, 2021"});
    row("no year", "dora: { reportYear: last }\n", {"1:21:", "2024"});
    row("wall page", "wall:\n  - page: alrets\n", {"2:11:", "nearest is \"alerts\""});
    row("wall query of another page", "wall:\n  - { page: alerts, where: \"branch:main\" }\n",
        {"2:28: column 1:", "alert has no field branch"});
    row("poll", "poll: maybe\n", {"1:7: on or off is expected"});
    row("wall query", "wall:\n  - { page: alerts, where: \"severity:\" }\n", {"2:28:"});
    row("service origin", "services:\n  - name: a\n    deployments: { from: tags }\n",
        {"3:26:", "nearest is \"tag\""});
    row("service without origin", "services:\n  - name: a\n    deployments: { tags: v* }\n",
        {"3:18:", "\"from\" is missing"});
    row("service's pipelines", "services:\n  - name: a\n    deployments: { from: pipeline }\n",
        {"3:18:", "\"pipelines\" is missing"});
    row("two services", "services:\n  - name: a\n  - name: a\n", {"3:11:", "line 2"});
    row("an item of nothing", "sources:\n  -\n", {"2:3:", "key: value"});
    row("sources as a map", "sources:\n  a: b\n", {"2:3:", "a list"});
    row("a text alone", "hello\n", {"1:1:", "key: value"});
    row("a tab", "keep:\n\truns: 1d\n", {"2:", "tab"});
    row("broken", "keep: { runs: 1d\nstore: sqlite\n", {"2:6:", "no YAML"});
    row("open quote", "store: \"sqlite\npoll: on\n", {"1:8:", "never closed"});
    row("unknown alias", "store: *nope\n", {"1:8:", "no YAML"});
    row("two documents", "store: sqlite\n---\nstore: sqlite\n", {"2:1:", "second document"});
    row("windows lines", "store: sqlite\r\nstores: x\r\n", {"2:1:", "\"store\""});
}

void ConfigMistakesTest::places() {
    QFETCH(std::string, text);
    QFETCH(QStringList, expected);
    const auto mistakes = mistakesOf(text);
    QVERIFY(!mistakes.empty());
    const auto first = QString::fromStdString(format(mistakes.front()));
    QVERIFY2(first.startsWith("c.yaml:" + expected.front()), qPrintable(first));
    for (const auto& part : expected) QVERIFY2(first.contains(part), qPrintable(first));
    QCOMPARE(mistakes.size(), std::size_t{1});
}

void ConfigMistakesTest::allOfThemAtOnce() {
    const auto mistakes =
        mistakesOf("pol: on\nstore: x\nsources:\n  - kind: githu\n    every: x\n    timeout: y\n");
    QCOMPARE(mistakes.size(), std::size_t{6});
    QVERIFY(std::is_sorted(mistakes.begin(), mistakes.end(),
                           [](const auto& a, const auto& b) { return a.place < b.place; }));
}

void ConfigMistakesTest::valuesAreNeverRepeated_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const std::string& text, const char* place) {
        QTest::newRow(name) << text << QString(place);
    };
    row("token", github("    auth: { token: hunter2example }\n"), ":5:20:");
    row("auth alone", github("    auth: hunter2example\n"), ":5:11:");
    row("auth without a key", github("    auth: { hunter2example }\n"), ":5:13:");
    row("header", github("    headers: { Authorization: hunter2example }\n"), ":5:31:");
    row("environment", github("    env: { MY_PASSWORD: hunter2example }\n"), ":5:25:");
    row("cookie", github("    headers: { set-cookie: hunter2example }\n"), ":5:28:");
    row("library's variable", github("    env: { PGPASSWORD: hunter2example }\n"), ":5:24:");
    row("url", github("    url: https://me:hunter2example@x\n"), ":5:10:");
    row("proxy", github("    proxy: http://me:hunter2example@x\n"), ":5:12:");
    row("store", "store: postgresql://me:hunter2example@x/db\n", ":1:8:");
    row("own key", github("    token: hunter2example\n"), ":5:5:");
    row("issued", github("    repositories: [ghp_fakehunter2example00000]\n"), ":5:20:");
    row("private key",
        github("    tls: { key: \"-----BEGIN"
               " PRIVATE KEY----- hunter2example\" }\n"),
        ":5:17:");
    row("kind", "sources:\n  - name: a\n    kind: hunter2example\n", ":3:11:");
    row("address in a list", github("    repositories: [\"https://me:hunter2example@example.org/x.git\"]\n"),
        ":5:20:");
    row("address with another scheme", github("    owners: [\"ssh://me:hunter2example@example.org\"]\n"),
        ":5:14:");
    row("token as a user", github("    owners: [\"https://hunter2example00000@example.org/x\"]\n"), ":5:14:");
    row("issued inside", github("    owners: [\"https://ghp_hunter2example00000@example.org\"]\n"), ":5:14:");
    row("query", httpJson("    query: { api_key: hunter2example }\n"), ":7:23:");
    row("query of a path", httpJson("    path: \"/x?page=1&access_token=hunter2example\"\n"), ":7:11:");
    row("generated key", httpJson("    query: { key: hunter2example0000 }\n"), ":7:19:");
    row("setting", exec("    settings: { deep: { apiKey: hunter2example } }\n"), ":5:33:");
    row("argument", exec("    command: [x, --token=hunter2example]\n"), ":5:18:");
    row("next argument", exec("    command: [x, --password, hunter2example]\n"), ":5:30:");
    row("header of a program", exec("    command: [x, -H, \"Authorization: Bearer hunter2example\"]\n"),
        ":5:22:");
    row("issued argument", exec("    command: [x, \"-t=ghp_hunter2example00000\"]\n"), ":5:18:");
    row("half a reference", github("    auth: { token: \"${env:X}hunter2example\" }\n"), ":5:20:");
    row("anchor", "store: *hunter2example\n", ":1:8:");
    row("escape", "store: \"\\hunter2example\"\n", ":1:");
    row("duplicate", "hunter2example: 1\nhunter2example: 2\n", ":2:1:");
}

void ConfigMistakesTest::valuesAreNeverRepeated() {
    QFETCH(std::string, text);
    QFETCH(QString, place);
    QString all;
    for (const auto& mistake : mistakesOf(text)) all += QString::fromStdString(format(mistake)) + "\n";
    QVERIFY2(all.contains(place), qPrintable(all));
    QVERIFY2(!all.contains("hunter2"), qPrintable(all));
}

void ConfigMistakesTest::whatOnlySoundsLikeASecretStays_data() {
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << text; };
    row("user of an address", github("    repositories: [\"ssh://git@example.org/acme/web.git\"]\n"));
    row("@ in a path", github("    repositories: [\"https://example.org/acme/web@main:1\"]\n"));
    row("sort key",
        httpJson("    query: { key: name, page_token: \"2\", token_id: \"7\" }\n    path: /x?key=name\n"));
    row("arguments",
        exec("    command: [x, --token-file=/run/x, --auth, basic, --token, --all, \"--token=$TOKEN\"]\n"));
    row("labels", "services:\n  - name: a\n    labels: { token: web }\n");
}

void ConfigMistakesTest::whatOnlySoundsLikeASecretStays() {
    QFETCH(std::string, text);
    const auto mistakes = mistakesOf(text);
    QVERIFY2(mistakes.empty(), mistakes.empty() ? "" : format(mistakes.front()).c_str());
}

void ConfigMistakesTest::namesTheRightPlaceOfASecret() {
    const auto said = [](const std::string& text) {
        return QString::fromStdString(mistakesOf(text).at(0).message);
    };
    QVERIFY(said(github("    owners: [\"https://me:hunter2example@example.org\"]\n")).contains("\"auth\""));
    QVERIFY(
        said(httpJson("    query: { api_key: x }\n")).contains("headers: { X-Api-Key: \"${env:NAME}\" }"));
    QVERIFY(said(exec("    command: [x, --token=x]\n")).contains("\"env\""));
}

void ConfigMistakesTest::hostileFiles_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("expected");
    std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 12; ++level) {
        const auto to = std::to_string(level), from = "*a" + std::to_string(level - 1);
        laughs += "a" + to + ": &a" + to + " [" + from;
        for (int times = 1; times < 10; ++times) laughs += ", " + from;
        laughs += "]\n";
    }
    QTest::newRow("billion laughs") << laughs << QString("100 000 values");
    QTest::newRow("deep lists") << "a: " + std::string(10'000, '[') << QString("50 levels");
    QTest::newRow("deep maps") << "a: " + std::string(10'000, '{') << QString("50 levels");
    QTest::newRow("over a megabyte") << std::string((1U << 20U) + 1, '#') << QString("1 MB");
    QTest::newRow("itself") << std::string("a: &a [*a]\n") << QString("inside what it names");
    QTest::newRow("no UTF-8") << std::string("store: \xFF\xFE\n") << QString(":1:1: a control character");
    QTest::newRow("zero byte") << std::string("store: sql\0ite\n", 15) << QString(":1:11:");
    QTest::newRow("end of transmission")
        << std::string("store: sqlite\n\x04sources: 3\n") << QString(":2:1:");
    std::string many = "{";
    for (int key = 0; key < 5'000; ++key) many += "k" + std::to_string(key) + ": 1, ";
    QTest::newRow("many keys") << many + "}\n" << QString("2 000 keys");
    std::string wrong = "sources:\n";
    for (int item = 0; item < 5'000; ++item) wrong += "  - 1\n";
    QTest::newRow("many mistakes") << wrong << QString(":2:5:");
}

void ConfigMistakesTest::hostileFiles() {
    QFETCH(std::string, text);
    QFETCH(QString, expected);
    const auto mistakes = mistakesOf(text);
    QVERIFY(!mistakes.empty() && mistakes.size() <= 100);
    const auto first = QString::fromStdString(format(mistakes.front()));
    QVERIFY2(first.contains(expected), qPrintable(first));
}

QTEST_APPLESS_MAIN(ConfigMistakesTest)
#include "tst_config_mistakes.moc"
