// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/parse.h"
#include "support/kinds.h"

#include <QFile>
#include <QTest>

using namespace shipglass;

/// What the documentation tells people to write is what the program reads.
class ConfigDocsTest : public QObject {
    Q_OBJECT

private slots:
    void everyBlockIsGood();
    void everyKeyIsDescribed();
    void theExampleIsGood();
};

namespace {

std::string read(const char* name) {
    QFile file(QString(SHIPGLASS_DOCS) + "/" + name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no %s", name);
    return file.readAll().toStdString();
}

std::vector<std::string> blocks() {
    const auto text = read("configuration.md");
    constexpr std::string_view begin = "```yaml\n", end = "```\n";
    std::vector<std::string> list;
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1))
        list.push_back(text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size()));
    return list;
}

void verifyGood(const std::string& text) {
    const auto parsed = parseConfig(text, "docs", testKinds());
    QVERIFY2(parsed.ok(), parsed.ok() ? "" : format(parsed.mistakes.front()).c_str());
}

} // namespace

void ConfigDocsTest::everyBlockIsGood() {
    QCOMPARE(blocks().size(), std::size_t{2});
    for (const auto& block : blocks()) verifyGood(block);
    const auto defaults = parseConfig(blocks().at(1), "docs", testKinds()).config;
    QCOMPARE(defaults.keep, KeepSpans{});
    QCOMPARE(defaults.dora.hotfixTitles, DoraSettings{}.hotfixTitles);
}

void ConfigDocsTest::everyKeyIsDescribed() {
    std::string all;
    for (const auto& block : blocks()) all += block;
    for (const char* key :
         {"store",       "poll",     "keep",           "sources",   "services", "dora",
          "wall",        "name",     "kind",           "url",       "auth",     "every",
          "enabled",     "backfill", "timeout",        "headers",   "proxy",    "ca",
          "certificate", "key",      "atOnce",         "perMinute", "actions",  "actionAuth",
          "env",         "overlay",  "incidentWindow", "weekStart", "timeZone", "reportYear",
          "where"})
        QVERIFY2(all.find(std::string(key) + ":") != std::string::npos, key);
}

void ConfigDocsTest::theExampleIsGood() {
    const auto text = read("examples/shipglass.yaml");
    verifyGood(text);
    QCOMPARE(parseConfig(text, "docs", testKinds()).config.sources.size(), std::size_t{3});
}

QTEST_APPLESS_MAIN(ConfigDocsTest)
#include "tst_config_docs.moc"
