// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_overlay.h"

#include <QTest>

using namespace shipglass;

/// The file of corrections by hand: what it says, and every mistake at its place.
class OverlayFileTest : public QObject {
    Q_OBJECT

private slots:
    void corrections();
    void writtenLinesAreRead();
    void nothingWritten();
    void mistakes_data();
    void mistakes();
};

void OverlayFileTest::corrections() {
    const auto parsed = parseOverlay("- incident: pager/PX1\n  causedBy: argo/acme/web@42\n  why: the cache\n"
                                     "- { incident: pager/PX2, causedBy: none }\n"
                                     "- deployment: argo/43\n  rollback: false\n  hotfix: yes\n",
                                     "o.yaml");
    QVERIFY(parsed.mistakes.empty());
    const std::vector<delivery::WrittenCorrection> wanted{
        {"o.yaml:1", "pager/PX1", "argo/acme/web@42", "", {}, {}},
        {"o.yaml:4", "pager/PX2", "none", "", {}, {}},
        {"o.yaml:5", "", "", "argo/43", false, true}};
    QVERIFY(parsed.corrections == wanted);
}

void OverlayFileTest::writtenLinesAreRead() {
    const std::vector<delivery::WrittenCorrection> wanted{
        {"o.yaml:1", "pager/P X: \"1\" # \\", "argo/acme/web@42", "", {}, {}},
        {"o.yaml:4", "pager/-2", "none", "", {}, {}},
        {"o.yaml:7", "", "", "argo/true", false, true}};
    std::string text;
    for (const auto& each : wanted) text += delivery::overlayLines(each);
    const auto parsed = parseOverlay(text, "o.yaml");
    QVERIFY2(parsed.mistakes.empty(), parsed.mistakes.empty() ? "" : format(parsed.mistakes.front()).c_str());
    QVERIFY2(parsed.corrections == wanted, text.c_str());
}

void OverlayFileTest::nothingWritten() {
    for (const char* text : {"", "# nothing yet\n", "[]\n"}) {
        const auto parsed = parseOverlay(text, "o.yaml");
        QVERIFY2(parsed.mistakes.empty() && parsed.corrections.empty(), text);
    }
}

void OverlayFileTest::mistakes_data() {
    QTest::addColumn<QString>("text"), QTest::addColumn<QString>("mistake");
    const auto row = [](const char* name, const char* text, const char* mistake) {
        QTest::newRow(name) << text << mistake;
    };
    row("a map", "incident: pager/1\n", "o.yaml:1:1: a list is expected here");
    row("a word", "- pager/1\n", "o.yaml:1:3: ");
    row("unknown key", "- incident: pager/1\n  causedBy: none\n  rollbak: true\n", "o.yaml:3:3: ");
    row("no slash", "- incident: PX1\n  causedBy: none\n", "o.yaml:1:13: SOURCE/ID is expected");
    row("no id", "- incident: pager/PX1\n  causedBy: argo/\n", "o.yaml:2:13: SOURCE/ID is expected");
    row("no cause", "- incident: pager/PX1\n", "o.yaml:1:3: \"causedBy\" is missing");
    row("nothing said", "- deployment: argo/1\n  why: hm\n",
        "o.yaml:1:3: \"rollback\" or \"hotfix\" is missing");
    row("both", "- incident: pager/1\n  deployment: argo/1\n", "o.yaml:1:3: either \"incident\" or");
    row("neither", "- why: hm\n", "o.yaml:1:3: either \"incident\" or");
    row("cause of a deployment", "- deployment: argo/1\n  causedBy: none\n",
        "\"causedBy\" is said of an incident");
    row("mark of an incident", "- incident: pager/1\n  causedBy: none\n  hotfix: true\n",
        "are said of a deployment");
    row("no boolean", "- deployment: argo/1\n  rollback: perhaps\n", "o.yaml:2:13: ");
    row("no YAML", "- [\n", "o.yaml:");
}

void OverlayFileTest::mistakes() {
    QFETCH(QString, text);
    QFETCH(QString, mistake);
    const auto parsed = parseOverlay(text.toStdString(), "o.yaml");
    QVERIFY(!parsed.mistakes.empty());
    const auto said = QString::fromStdString(format(parsed.mistakes.front()));
    QVERIFY2(said.contains(mistake), qPrintable(said));
}

QTEST_APPLESS_MAIN(OverlayFileTest)
#include "tst_overlay_file.moc"
