// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_world.h"

#include "widgets/labels.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

using namespace shipglass;

/// Alerts, the most urgent first, and what can be done about one.
class AlertsPageTest : public QObject {
    Q_OBJECT

private slots:
    void listsTheMostUrgentFirst();
    void leavesOutWhatIsResolved();
    void showsResolvedOnesWhenAsked();
    void doesNotCallNothingGood();
    void acknowledges();
    void silencesWithDurationAndComment();
    void refusesWhatIsNoDuration();
    void showsLabelsAndLinksAsText();
    void longTextsWrapAndAreCopiedAsTheyAre();
};

namespace {

QString titles(const WindowWorld& world) {
    const auto* model = world.child<QTableView>("alerts")->model();
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row) lines << model->index(row, 1).data().toString();
    return lines.join(u',');
}

void write(QWidget* field, const QString& text) {
    if (auto* box = qobject_cast<QComboBox*>(field)) return box->setEditText(text);
    qobject_cast<QLineEdit*>(field)->setText(text);
}

} // namespace

void AlertsPageTest::listsTheMostUrgentFirst() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::warning, AlertState::firing, 1));
    world.history.reader.put(makeAlert("b", Severity::critical, AlertState::firing, 50));
    world.history.reader.put(makeAlert("c", Severity::high, AlertState::firing, 30));
    world.open("alerts");
    QCOMPARE(titles(world), "Alert b,Alert c,Alert a");
    QCOMPARE(world.child<QLabel>("summary")->text(), "3 alerts");
}

void AlertsPageTest::leavesOutWhatIsResolved() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::resolved, 10));
    world.history.reader.put(makeAlert("b", Severity::info, AlertState::firing, 10));
    world.open("alerts");
    QCOMPARE(titles(world), "Alert b");
}

void AlertsPageTest::showsResolvedOnesWhenAsked() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::resolved, 10));
    world.open("alerts");
    world.window->showPage("alerts", "state:resolved");
    world.settle();
    QCOMPARE(titles(world), "Alert a");
    QVERIFY(!world.child<QPushButton>("silence")->isVisible());
}

void AlertsPageTest::doesNotCallNothingGood() {
    WindowWorld world;
    world.open("alerts");
    const auto* page = world.window->currentPage();
    QCOMPARE(page->findChild<QLabel*>("emptyTitle")->text(), "No open alerts are known");
    QVERIFY(page->findChild<QLabel*>("emptyText")->text().contains("up to date"));
}

void AlertsPageTest::acknowledges() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.open("alerts");
    world.click("acknowledge");
    QCOMPARE(world.commands.wishes.size(), std::size_t(1));
    QCOMPARE(world.commands.wishes[0].verb, std::string("acknowledge"));
    QCOMPARE(world.said(), "Done");
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::acknowledged, 10));
    world.change();
    QVERIFY(!world.child<QPushButton>("acknowledge")->isEnabled());
}

void AlertsPageTest::silencesWithDurationAndComment() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.open("alerts");
    world.click("silence");
    auto* dialog = world.child<QDialog>("silenceDialog");
    write(dialog->findChild<QWidget*>("silenceFor"), "90m");
    write(dialog->findChild<QWidget*>("silenceComment"), " disk is on order ");
    dialog->accept();
    QCOMPARE(world.commands.wishes.size(), std::size_t(1));
    const auto& wish = world.commands.wishes[0];
    QCOMPARE(wish.verb, std::string("silence"));
    QVERIFY(wish.duration == std::chrono::minutes(90));
    QCOMPARE(wish.comment, std::string("disk is on order"));
}

void AlertsPageTest::refusesWhatIsNoDuration() {
    WindowWorld world;
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    world.open("alerts");
    world.click("silence");
    auto* dialog = world.child<QDialog>("silenceDialog");
    for (const auto* wrong : {"", "soon", "0m", "-2h", "900d"}) {
        write(dialog->findChild<QWidget*>("silenceFor"), wrong);
        QVERIFY2(!dialog->findChild<QPushButton*>("silenceNow")->isEnabled(), wrong);
    }
    dialog->accept();
    QVERIFY(world.commands.wishes.empty());
}

void AlertsPageTest::showsLabelsAndLinksAsText() {
    WindowWorld world;
    auto alert = makeAlert("a", Severity::critical, AlertState::firing, 10);
    alert.labels["team"] = "<a href='https://evil.example'>shop</a>";
    alert.runbookUrl = "file:///etc/passwd";
    world.history.reader.put(alert);
    world.open("alerts");
    bool found = false;
    for (const auto* label : world.window->currentPage()->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(!label->openExternalLinks(), qPrintable(label->text()));
        QVERIFY2(!label->text().contains("file:"), qPrintable(label->text()));
        found = found || label->text().startsWith("<a href=");
    }
    QVERIFY(found);
}

void AlertsPageTest::longTextsWrapAndAreCopiedAsTheyAre() {
    const QString link = "https://am.example/#/alerts?filter=" + QString(400, 'x');
    WindowWorld world;
    auto alert = makeAlert("a", Severity::critical, AlertState::firing, 10);
    alert.url = link.toStdString();
    world.history.reader.put(alert);
    world.open("alerts");
    const auto* area = world.child<QScrollArea>("alertFacts");
    QVERIFY(area->widget()->width() <= area->viewport()->width());
    auto* value = area->findChild<ValueLabel*>("value-Link");
    QVERIFY(value && value->height() > 3 * value->fontMetrics().height());
    QVERIFY(value->width() <= area->viewport()->width());
    value->setSelection(0, static_cast<int>(value->text().size()));
    QTest::keyClick(value, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), link);
}

QTEST_MAIN(AlertsPageTest)
#include "tst_alerts_page.moc"
