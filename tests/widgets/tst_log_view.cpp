// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_commands.h"
#include "widgets/log_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEventLoop>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

using namespace shipglass;

/// A log as it grows.
class LogViewTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void growsWhileTheRunMoves();
    void goesOnFromWhereItStood();
    void endsWithARunThatIsOver();
    void saysWhyThereIsNone();
    void beginsWithTheStageThatFailed();
    void beginsAgainOnceTheStagesAreKnown();
    void staysWhereAPersonScrolled();
    void dropsTheAnswerOfAnotherRun();
    void holdsABoundedNumberOfLines();

private:
    QString text() const { return m_view->findChild<QPlainTextEdit*>("logText")->toPlainText(); }
    QString state() const { return m_view->findChild<QLabel*>("logState")->text(); }
    void show(const std::string& id, bool moves, const StageTimeline& stages = {}) {
        m_view->setRun("ci", id, stages, moves);
        m_view->start();
    }
    std::unique_ptr<FakeCommands> m_commands;
    std::unique_ptr<LogView> m_view;
};

namespace {

StageBar bar(const std::string& id, RunStatus status) {
    StageBar bar;
    bar.id = id;
    bar.name = QString::fromStdString(id);
    bar.status = status;
    bar.hasLog = true;
    return bar;
}

} // namespace

void LogViewTest::init() {
    m_view.reset();
    m_commands = std::make_unique<FakeCommands>();
    m_view = std::make_unique<LogView>(*m_commands, Millis{0});
    m_view->resize(400, 300);
    m_view->show();
}

void LogViewTest::growsWhileTheRunMoves() {
    m_commands->pieces = {{"one\n", 4, false, {}}, {"", 4, false, {}}, {"two\n", 8, true, {}}};
    show("1", true);
    QCOMPARE(text(), "one\n");
    QCOMPARE(state(), "Following");
    QTRY_COMPARE(text(), "one\ntwo\n");
    QCOMPARE(state(), "The log has ended");
    QCOMPARE(m_commands->logWishes.size(), std::size_t(3));
}

void LogViewTest::goesOnFromWhereItStood() {
    m_commands->pieces = {{"one\n", 4, false, {}}, {"two\n", 8, true, {}}};
    show("1", true);
    QTRY_COMPARE(m_commands->logWishes.size(), std::size_t(2));
    QCOMPARE(m_commands->logWishes[0].offset, 0);
    QCOMPARE(m_commands->logWishes[1].offset, 4);
}

void LogViewTest::endsWithARunThatIsOver() {
    // This system never says that a log has ended.
    m_commands->pieces = {{"one\n", 4, false, {}}, {"", 4, false, {}}};
    show("1", false);
    QTRY_COMPARE(state(), "The log has ended");
    QCOMPARE(m_commands->logWishes.size(), std::size_t(2));
}

void LogViewTest::saysWhyThereIsNone() {
    m_commands->pieces = {{"", 0, true, "The log was\x1b[31m deleted"}};
    show("1", false);
    QVERIFY2(state().startsWith("The log was"), qPrintable(state()));
    QVERIFY(!state().contains(QChar(0x1b)));
}

void LogViewTest::beginsWithTheStageThatFailed() {
    StageTimeline stages;
    stages.bars = {bar("compile", RunStatus::success), bar("test", RunStatus::failure),
                   bar("clean", RunStatus::success)};
    m_commands->pieces = {{"", 0, true, {}}};
    show("1", false, stages);
    QCOMPARE(m_commands->logWishes[0].stageId, std::string("test"));
    QCOMPARE(m_view->findChild<QComboBox*>("logChoice")->currentText(), "test");
}

void LogViewTest::beginsAgainOnceTheStagesAreKnown() {
    m_commands->pieces = {{"of the run\n", 11, false, {}}};
    show("1", true);
    StageTimeline stages;
    stages.bars = {bar("compile", RunStatus::success), bar("test", RunStatus::running)};
    m_commands->pieces = {{"of the stage\n", 13, true, {}}};
    m_view->setRun("ci", "1", stages, true);
    QCOMPARE(m_commands->logWishes.back().stageId, std::string("test"));
    QCOMPARE(m_commands->logWishes.back().offset, 0);
    QCOMPARE(text(), "of the stage\n");
}

void LogViewTest::staysWhereAPersonScrolled() {
    std::string many;
    for (int line = 0; line < 200; ++line) many += "a line\n";
    m_commands->pieces = {{many, 1, false, {}}};
    show("1", true);
    auto* bar = m_view->findChild<QPlainTextEdit*>("logText")->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    QVERIFY(!m_view->findChild<QCheckBox*>("logFollow")->isChecked());
    m_commands->pieces = {{many, 2, true, {}}};
    QTRY_COMPARE(state(), "The log has ended");
    QCOMPARE(bar->value(), bar->minimum());
}

void LogViewTest::dropsTheAnswerOfAnotherRun() {
    m_commands->pieces = {{"of run 1\n", 9, false, {}}};
    show("1", true);
    m_commands->pieces = {{"of run 2\n", 9, true, {}}};
    show("2", false);
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1); // the timer of run 1 would ring now
    QCOMPARE(text(), "of run 2\n");
    QCOMPARE(m_commands->logWishes.back().runId, std::string("2"));
}

void LogViewTest::holdsABoundedNumberOfLines() {
    std::string many;
    for (int line = 0; line < LogView::mostLines + 500; ++line) many += "a\n";
    m_commands->pieces = {{many, 1, true, {}}};
    show("1", false);
    QVERIFY(m_view->findChild<QPlainTextEdit*>("logText")->blockCount() <= LogView::mostLines);
}

QTEST_MAIN(LogViewTest)
#include "tst_log_view.moc"
