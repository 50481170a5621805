// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/editor.h"
#include "config/source_edit.h"
#include "config/yaml_node.h"
#include "support/kinds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace shipglass;

/// Edits of one source leave every other byte of the file alone.
class ConfigEditorTest : public QObject {
    Q_OBJECT

private slots:
    void layouts_data();
    void layouts();
    void byHand_data();
    void byHand();
    void keysOfOneSource_data();
    void keysOfOneSource();
    void valuesAreQuotedWhereTheyHaveToBe();
    void theFirstSourceCreatesTheFile();
    void modeAndLinkStay();
    void notWritten_data();
    void notWritten();
    void aFileThatCameMeanwhileStays();
    void editsThatWouldBeMistakesAreRefused();
    void oneEditAfterAnother();
};

namespace {

SourceDraft draft(const std::string& name, const std::string& repositories = "[\"a/b\"]") {
    SourceDraft source;
    source.text("name", name).text("kind", "github");
    source.entries.emplace_back("repositories", repositories);
    return source;
}

std::string read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "no file";
}

void write(const QString& path, const std::string& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
        file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        qFatal("not written");
}

const std::string added = "  - name: b\n    kind: github\n    repositories: [a/b]\n";

} // namespace

void ConfigEditorTest::layouts_data() {
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("put");     // After b was put.
    QTest::addColumn<std::string>("removed"); // After b was taken out again.
    const auto row = [](const char* name, std::string before, std::string put, std::string removed) {
        QTest::newRow(name) << std::move(before) << std::move(put) << std::move(removed);
    };
    const auto same = [&](const char* name, const std::string& start, const std::string& end) {
        row(name, start + end, start + added + end, start + end);
    };
    row("nothing", "", "sources:\n" + added, "sources:\n");
    row("a comment", "# mine\n", "# mine\nsources:\n" + added, "# mine\nsources:\n");
    row("no line end", "store: sqlite", "store: sqlite\nsources:\n" + added, "store: sqlite\nsources:\n");
    same("empty key", "sources:\n", "poll: on\n");
    row("empty list", "sources: [] # none\npoll: on\n", "sources: # none\n" + added + "poll: on\n",
        "sources: # none\npoll: on\n");
    row("null", "sources: ~\n", "sources:\n" + added, "sources:\n");
    same("at the end", "sources:\n  - name: a\n    kind: github\n", "");
    same("before another key", "sources:\n  - name: a\n    kind: github\n", "\n# wall\nwall: []\n");
    same("comment of the last", "sources:\n  - name: a\n    kind: github\n    # of a\n",
         "# of poll\npoll: on\n");
    same("text over lines",
         "sources:\n  - name: a\n    kind: pagerduty\n    auth: { token: \"${env:X}\" }\n    from: >\n      "
         "long\n\n      text\n",
         "\npoll: on\n");
    same("dash alone", "sources:\n  -\n    # about a\n    name: a\n    kind: github\n", "");
    same("braces", "sources:\n  - { name: a, kind: github }\n", "poll: on\n");
    row("no indent", "sources:\n- name: a\n  kind: github\n",
        "sources:\n- name: a\n  kind: github\n- name: b\n  kind: github\n  repositories: [a/b]\n",
        "sources:\n- name: a\n  kind: github\n");
    row("windows lines", "sources:\r\n  - name: a\r\n    kind: github\r\n",
        "sources:\r\n  - name: a\r\n    kind: github\r\n  - name: b\r\n    kind: github\r\n    repositories: "
        "[a/b]\r\n",
        "sources:\r\n  - name: a\r\n    kind: github\r\n");
    row("change in the middle",
        "sources:\n  # first\n  - name: a\n    kind: github\n  # second\n  - kind: github # it is\n    # "
        "the\n    name: \"b\"\n    repositories:\n    - old # one\n    - more\n    owners: [x]\n  - name: "
        "c\n    kind: github\n",
        "sources:\n  # first\n  - name: a\n    kind: github\n  # second\n  - kind: github # it is\n    # "
        "the\n    name: \"b\"\n    repositories: [a/b]\n  - name: c\n    kind: github\n",
        "sources:\n  # first\n  - name: a\n    kind: github\n  # second\n  - name: c\n    kind: github\n");
    row("change of nothing",
        "sources:\n  - { kind: github, name: c }\n  - name:   'b'\n    kind: \"github\"\n    repositories: [ "
        "a/b ] # same\n",
        "sources:\n  - { kind: github, name: c }\n  - name:   'b'\n    kind: \"github\"\n    repositories: [ "
        "a/b ] # same\n",
        "sources:\n  - { kind: github, name: c }\n");
    row("change in braces", "sources:\n  - { name: b, kind: github } # x\n  - { name: c, kind: github }\n",
        "sources:\n" + added + "  - { name: c, kind: github }\n",
        "sources:\n  - { name: c, kind: github }\n");
    row("brackets that reach back",
        "sources:\n  - name: b\n    kind: github\n    repositories: [x,\ny]\n  - name: c\n    kind: github\n "
        "   owners: [\nz ]\n",
        "sources:\n" + added + "  - name: c\n    kind: github\n    owners: [\nz ]\n",
        "sources:\n  - name: c\n    kind: github\n    owners: [\nz ]\n");
    row("anchors of others",
        "sources:\n  - &a\n    name: a\n    kind: github\n  - name: c\n    kind: github\n",
        "sources:\n  - &a\n    name: a\n    kind: github\n  - name: c\n    kind: github\n" + added,
        "sources:\n  - &a\n    name: a\n    kind: github\n  - name: c\n    kind: github\n");
}

void ConfigEditorTest::layouts() {
    QFETCH(std::string, before);
    QFETCH(std::string, put);
    QFETCH(std::string, removed);
    const auto withIt = withSource(before, draft("b"));
    QVERIFY2(withIt.ok(), withIt.ok() ? "" : withIt.error().message.c_str());
    QCOMPARE(*withIt, put);
    const auto without = withoutSource(*withIt, "b");
    QVERIFY2(without.ok(), without.ok() ? "" : without.error().message.c_str());
    QCOMPARE(*without, removed);
}

void ConfigEditorTest::byHand_data() {
    QTest::addColumn<std::string>("text");
    QTest::newRow("list in brackets") << std::string("sources: [{ name: b, kind: github }]\n");
    QTest::newRow("all in braces") << std::string("{ store: sqlite }\n");
    QTest::newRow("end of document") << std::string("store: sqlite\n...\n");
    QTest::newRow("anchor") << std::string("sources:\n  - &x\n    name: b\n    kind: github\n");
    QTest::newRow("alias") << std::string("sources:\n  - name: a\n    kind: github\n    owners: &o [x]\n  - "
                                          "name: b\n    kind: github\n    owners: *o\n");
    QTest::newRow("merge") << std::string(
        "sources:\n  - &a { name: a, kind: github }\n  - <<: *a\n    name: b\n");
    QTest::newRow("broken") << std::string("sources: [\n");
}

void ConfigEditorTest::byHand() {
    QFETCH(std::string, text);
    const auto edited = withSource(text, draft("b"));
    QVERIFY(!edited.ok());
    QVERIFY(!edited.error().message.empty());
}

void ConfigEditorTest::keysOfOneSource_data() {
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::newRow("added")
        << std::string("sources:\n  - name: b\n    kind: github # yes\n\n# end\n")
        << std::string("sources:\n  - name: b\n    kind: github # yes\n    actions: [rerun]\n\n# end\n");
    QTest::newRow("changed")
        << std::string("sources:\n  - actions: none # not yet\n    name: b\n    kind: github\n")
        << std::string("sources:\n  - actions: [rerun]\n    name: b\n    kind: github\n");
    QTest::newRow("a list")
        << std::string(
               "sources:\n  - name: b\n    actions:\n      - cancel\n      - rerun\n    kind: github\n")
        << std::string("sources:\n  - name: b\n    actions: [rerun]\n    kind: github\n");
}

void ConfigEditorTest::keysOfOneSource() {
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const auto edited = withSourceKey(before, "b", "actions", "[\"rerun\"]");
    QVERIFY2(edited.ok(), edited.ok() ? "" : edited.error().message.c_str());
    QCOMPARE(*edited, after);
    QVERIFY(!withSourceKey(before, "none", "actions", "\"all\"").ok());
    QVERIFY(!withoutSource(before, "none").ok());
}

void ConfigEditorTest::valuesAreQuotedWhereTheyHaveToBe() {
    QCOMPARE(yamlOf("\"acme/web\""), std::string("acme/web"));
    QCOMPARE(yamlOf("\"https://ci.example.org:8443/x\""), std::string("https://ci.example.org:8443/x"));
    QCOMPARE(yamlOf("\"30s\""), std::string("30s"));
    for (const char* text : {"true", "No", "12", "1.10", "", "a b", "a: b", "#x", "x:", "*a", "${env:X}",
                             "a,b", "null", "-", "ü"})
        QVERIFY2(yamlOf("\"" + std::string(text) + "\"").starts_with('"'), text);
    const char* login = "{\"token\":\"${env:X}\",\"user\":\"me\"}";
    QCOMPARE(yamlOf(login), std::string("{ token: \"${env:X}\", user: me }"));
    QCOMPARE(yamlOf("[1, true, null, {}, []]"), std::string("[1, true, null, {}, []]"));
    const auto nasty = std::string("a\"b\\c\n\t\x01 ' é # : ");
    SourceDraft source;
    source.text("name", "b").text("kind", "pagerduty").text("from", nasty);
    const auto edited = withSource("", source);
    QVERIFY(edited.ok());
    QCOMPARE(find(find(
                      [&] {
                          Mistakes none("");
                          return readYaml(*edited, none);
                      }(),
                      "sources")
                      ->items.front(),
                  "from")
                 ->text,
             nasty);
}

void ConfigEditorTest::theFirstSourceCreatesTheFile() {
    const QTemporaryDir folder;
    const auto path = folder.filePath("deep/er/shipglass.yaml");
    const auto kinds = testKinds();
    const auto outcome = ConfigEditor(path.toStdString(), std::nullopt, kinds).put(draft("b"));
    QVERIFY2(outcome.written, outcome.why.c_str());
    QCOMPARE(read(path), "sources:\n" + added);
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
             QFile::Permissions());
    QCOMPARE(QDir(folder.filePath("deep/er")).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void ConfigEditorTest::modeAndLinkStay() {
    const QTemporaryDir folder;
    const auto real = folder.filePath("real.yaml"), link = folder.filePath("link.yaml");
    write(real, "store: sqlite\n");
    QCOMPARE(::chmod(qPrintable(real), 0640), 0);
    QVERIFY(QFile::link(real, link));
    const auto kinds = testKinds();
    QVERIFY(ConfigEditor(link.toStdString(), "store: sqlite\n", kinds).put(draft("b")).written);
    struct stat about {};
    QCOMPARE(::lstat(qPrintable(link), &about), 0);
    QVERIFY(S_ISLNK(about.st_mode));
    QCOMPARE(::stat(qPrintable(real), &about), 0);
    QCOMPARE(about.st_mode & 07777U, 0640U);
    QCOMPARE(read(real), "store: sqlite\nsources:\n" + added);
}

void ConfigEditorTest::notWritten_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("why");
    QTest::newRow("changed meanwhile") << std::string("poll: off\n") << 0600 << "changed meanwhile";
    QTest::newRow("read-only") << std::string("poll: on\n") << 0400 << "read-only";
    QTest::newRow("anchors") << std::string("poll: on\nsources:\n  - &x { name: b, kind: github }\n") << 0600
                             << "anchors";
}

void ConfigEditorTest::notWritten() {
    QFETCH(std::string, text);
    QFETCH(int, mode);
    QFETCH(QString, why);
    const QTemporaryDir folder;
    const auto path = folder.filePath("c.yaml");
    write(path, text);
    QCOMPARE(::chmod(qPrintable(path), static_cast<mode_t>(mode)), 0);
    const auto kinds = testKinds();
    const auto asRead = why == "changed meanwhile" ? "poll: on\n" : text;
    const auto outcome = ConfigEditor(path.toStdString(), asRead, kinds).put(draft("b"));
    QVERIFY(!outcome.written);
    QVERIFY2(QString::fromStdString(outcome.why).contains(why), outcome.why.c_str());
    QCOMPARE(outcome.lines, added);
    QCOMPARE(read(path), text);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void ConfigEditorTest::aFileThatCameMeanwhileStays() {
    const QTemporaryDir folder;
    const auto path = folder.filePath("c.yaml");
    write(path, "poll: off\n");
    const auto kinds = testKinds();
    QVERIFY(!ConfigEditor(path.toStdString(), std::nullopt, kinds).put(draft("b")).written);
    QCOMPARE(read(path), std::string("poll: off\n"));
    QVERIFY(QFile::remove(path));
    QVERIFY(!ConfigEditor(path.toStdString(), "poll: off\n", kinds).put(draft("b")).written);
    QVERIFY(!QFile::exists(path));
}

void ConfigEditorTest::editsThatWouldBeMistakesAreRefused() {
    const QTemporaryDir folder;
    const auto path = folder.filePath("c.yaml").toStdString();
    const auto kinds = testKinds();
    auto wrong = draft("b");
    wrong.text("auth", "hunter2example");
    const auto outcome = ConfigEditor(path, std::nullopt, kinds).put(wrong);
    QVERIFY(!outcome.written);
    QVERIFY(outcome.why.find("c.yaml:5:11:") != std::string::npos);
    QVERIFY(outcome.why.find("hunter2") == std::string::npos);
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
}

void ConfigEditorTest::oneEditAfterAnother() {
    const QTemporaryDir folder;
    const auto path = folder.filePath("c.yaml");
    const auto kinds = testKinds();
    ConfigEditor editor(path.toStdString(), std::nullopt, kinds);
    QVERIFY(editor.put(draft("b")).written);
    QVERIFY(editor.put(draft("c")).written);
    QVERIFY(editor.setKey("b", "actions", "\"all\"").written);
    QVERIFY(editor.remove("c").written);
    QCOMPARE(read(path), "sources:\n" + added + "    actions: all\n");
}

QTEST_APPLESS_MAIN(ConfigEditorTest)
#include "tst_config_editor.moc"
