// SPDX-License-Identifier: GPL-3.0-or-later
#include "legible.h"
#include "window_world.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace shipglass;

/// Runs as a list, and the chosen one in detail.
class PipelinesPageTest : public QObject {
    Q_OBJECT

private slots:
    void listsRunsNewestFirst();
    void saysWhatToDoWithoutRuns();
    void saysWhenNothingMatches();
    void saysWhyTheHistoryCannotBeRead();
    void showsTheChosenRun();
    void offersWhatTheSystemCanDo();
    void asksForARerun();
    void offersToWriteWhatIsMissing();
    void readsOnlyAfterANo();
    void takesUpWhatChanged();
    void keepsTheChosenRunWhileNewOnesCome();
    void textFromOutsideStaysText();
    void opensTheLogOfAStage();
    void saysThatThereAreNoStages();
    void canBeReadInASmallWindow();
};

namespace {

Run withStages(Run run) {
    Stage build;
    build.id = "1";
    build.name = "compile";
    build.status = RunStatus::success;
    build.hasLog = true;
    build.startedAt = run.startedAt;
    build.finishedAt = *run.startedAt + std::chrono::minutes(2);
    Stage test = build;
    test.id = "2";
    test.name = "unit tests";
    test.status = RunStatus::failure;
    test.startedAt = build.finishedAt;
    test.finishedAt = run.finishedAt;
    run.stages = std::vector<Stage>{build, test};
    return run;
}

QString cell(const QTableView* table, int row, int column) {
    return table->model()->index(row, column).data().toString();
}

} // namespace

void PipelinesPageTest::listsRunsNewestFirst() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::success, 60, "build"));
    world.history.reader.put(makeRun("2", RunStatus::failure, 10, "deploy"));
    world.open();
    const auto* runs = world.child<QTableView>("runs");
    QCOMPARE(runs->model()->rowCount(), 2);
    QCOMPARE(cell(runs, 0, 0), "deploy");
    QCOMPARE(cell(runs, 1, 0), "build");
    QCOMPARE(world.child<QLabel>("summary")->text(), "2 runs");
}

void PipelinesPageTest::saysWhatToDoWithoutRuns() {
    WindowWorld world;
    world.open();
    const auto* page = world.window->currentPage();
    QVERIFY(page->findChild<QLabel*>("emptyTitle")->isVisible());
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "No runs yet");
    QTest::mouseClick(page->findChild<QPushButton*>("emptyButton"), Qt::LeftButton);
    QCOMPARE(world.window->currentPage()->name(), "sources");
}

void PipelinesPageTest::saysWhenNothingMatches() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::success, 60));
    world.open();
    QVERIFY(world.window->showPage("pipelines", "status:failure"));
    world.settle();
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "Nothing matches the query");
    QTest::mouseClick(page->findChild<QPushButton*>("emptyButton"), Qt::LeftButton);
    world.settle();
    QVERIFY(world.child<QLineEdit>("query")->text().isEmpty());
    QCOMPARE(world.child<QTableView>("runs")->model()->rowCount(), 1);
    QVERIFY(world.child<QTableView>("runs")->isVisible());
}

void PipelinesPageTest::saysWhyTheHistoryCannotBeRead() {
    WindowWorld world;
    world.history.reader.error = Error{Fault::server, "disk I/O error", 0, {}};
    world.open();
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "The history cannot be read");
    QCOMPARE(page->findChild<QLabel*>("emptyText")->text(), "disk I/O error");
}

void PipelinesPageTest::showsTheChosenRun() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::success, 60));
    world.history.reader.put(withStages(makeRun("2", RunStatus::failure, 10)));
    world.open();
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("detailTitle")->text(), "Change 2");
    QCOMPARE(cell(world.child<QTableView>("stages"), 1, 0), "unit tests");
    QTest::keyClick(world.child<QTableView>("runs"), Qt::Key_Down);
    world.settle();
    QCOMPARE(page->findChild<QLabel*>("detailTitle")->text(), "Change 1");
    QCOMPARE(page->link(), "https://ci.example/1");
}

void PipelinesPageTest::offersWhatTheSystemCanDo() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::running, 60));
    world.history.reader.put(makeRun("2", RunStatus::failure, 10));
    world.open();
    QVERIFY(world.child<QPushButton>("rerun")->isEnabled());
    QVERIFY(!world.child<QPushButton>("cancel")->isEnabled());
    QVERIFY(!world.child<QPushButton>("approve")->isVisible());
    QTest::keyClick(world.child<QTableView>("runs"), Qt::Key_Down);
    world.settle();
    QVERIFY(!world.child<QPushButton>("rerun")->isEnabled());
    QVERIFY(world.child<QPushButton>("cancel")->isEnabled());
    world.commands.verbs.clear();
    QTest::keyClick(world.child<QTableView>("runs"), Qt::Key_Up);
    world.settle();
    QVERIFY(!world.child<QPushButton>("rerun")->isVisible());
}

void PipelinesPageTest::asksForARerun() {
    WindowWorld world;
    world.history.reader.put(makeRun("2", RunStatus::failure, 10));
    world.commands.reply = {false, "actions: [rerun] is missing below the source ci"};
    world.open();
    world.click("rerun");
    QCOMPARE(world.commands.wishes.size(), std::size_t(1));
    QCOMPARE(world.commands.wishes[0].verb, std::string("rerun"));
    QCOMPARE(world.commands.wishes[0].id, std::string("2"));
    QCOMPARE(world.said(), "actions: [rerun] is missing below the source ci");
}

namespace {

QMessageBox* refuseRerun(WindowWorld& world) {
    world.history.reader.put(makeRun("2", RunStatus::failure, 10));
    world.commands.reply = {false, "the line is missing", true};
    world.open();
    world.click("rerun");
    return world.child<QMessageBox>("allowBox");
}

} // namespace

void PipelinesPageTest::offersToWriteWhatIsMissing() {
    WindowWorld world;
    refuseRerun(world)->findChild<QPushButton*>("allowYes")->click();
    world.settle();
    QVERIFY(world.commands.allowed.size() == 1 &&
            world.commands.allowed[0] == std::pair(std::string("ci"), std::string("rerun")));
    QCOMPARE(world.commands.wishes.size(), std::size_t(2)); // the one that was refused, and again
    QCOMPARE(world.said(), "Done");
}

void PipelinesPageTest::readsOnlyAfterANo() {
    WindowWorld world;
    refuseRerun(world)->reject();
    world.settle();
    QVERIFY(world.commands.allowed.empty());
    QCOMPARE(world.commands.wishes.size(), std::size_t(1));
}

void PipelinesPageTest::takesUpWhatChanged() {
    WindowWorld world;
    world.history.reader.put(makeRun("1", RunStatus::running, 5));
    world.open();
    world.history.reader.put(makeRun("1", RunStatus::success, 5));
    world.change();
    QVERIFY(world.child<QPushButton>("rerun")->isEnabled());
    QCOMPARE(world.child<QTableView>("runs")->model()->rowCount(), 1);
}

void PipelinesPageTest::keepsTheChosenRunWhileNewOnesCome() {
    WindowWorld world;
    for (int number = 1; number <= 40; ++number)
        world.history.reader.put(makeRun(std::to_string(number), RunStatus::success, 100 - number));
    world.open();
    auto* runs = world.child<QTableView>("runs");
    runs->selectRow(3);
    world.settle();
    const auto chosen = world.window->currentPage()->link();
    world.history.reader.put(makeRun("41", RunStatus::failure, 1));
    world.change();
    QCOMPARE(runs->model()->rowCount(), 41);
    QCOMPARE(world.window->currentPage()->link(), chosen);
    QCOMPARE(runs->currentIndex().row(), 4);
}

void PipelinesPageTest::textFromOutsideStaysText() {
    WindowWorld world;
    auto run = makeRun("1", RunStatus::failure, 5, "<img src=x>");
    run.title = "<b>bold</b>\x1b[31m\xe2\x80\xae";
    run.url = "javascript:alert(1)";
    world.history.reader.put(run);
    world.open();
    for (const auto* label : world.window->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + label->text()));
    const auto title = world.window->currentPage()->findChild<QLabel*>("detailTitle")->text();
    QVERIFY(title.startsWith("<b>bold</b>"));
    QVERIFY(!title.contains(QChar(0x1b)) && !title.contains(QChar(0x202e)));
    world.window->openLink();
    QCOMPARE(world.said(), "There is no link to open here");
}

void PipelinesPageTest::opensTheLogOfAStage() {
    WindowWorld world;
    world.history.reader.put(withStages(makeRun("2", RunStatus::failure, 10)));
    world.commands.pieces = {{"3 != 4\n", 7, true, {}}};
    world.open();
    auto* stages = world.child<QTableView>("stages");
    stages->selectRow(1);
    QTest::keyClick(stages, Qt::Key_Return);
    world.settle();
    QCOMPARE(world.commands.logWishes.back().stageId, std::string("2"));
    QCOMPARE(world.child<QPlainTextEdit>("logText")->toPlainText(), "3 != 4\n");
}

void PipelinesPageTest::saysThatThereAreNoStages() {
    WindowWorld world;
    world.history.reader.put(withStages(makeRun("1", RunStatus::failure, 60)));
    world.history.reader.put(makeRun("2", RunStatus::success, 10));
    world.open();
    QCOMPARE(world.child<QLabel>("stagesNote")->text(), "No stages were reported.");
    QVERIFY(!world.child<QTableView>("stages")->isVisible());
    QTest::keyClick(world.child<QTableView>("runs"), Qt::Key_Down);
    world.settle();
    QVERIFY(!world.child<QLabel>("stagesNote")->isVisible());
    QVERIFY(world.child<QTableView>("stages")->isVisible());
}

void PipelinesPageTest::canBeReadInASmallWindow() {
    WindowWorld world;
    world.history.reader.put(withStages(makeRun("1", RunStatus::failure, 60)));
    world.open().resize(800, 600);
    world.settle();
    QCOMPARE(cutLabel(world.window->currentPage()), QString());
}

QTEST_MAIN(PipelinesPageTest)
#include "tst_pipelines_page.moc"
