// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_world.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

using namespace shipglass;

/// Everything can be reached and named without a mouse.
class KeyboardTest : public QObject {
    Q_OBJECT

private slots:
    void everyControlIsReachedByTabAndHasAName_data();
    void everyControlIsReachedByTabAndHasAName();
    void tabGoesFromTheListIntoItsDetails();
    void dialogsToo_data();
    void dialogsToo();
};

namespace {

constexpr int mostSteps = 200;

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget);
}

/// A part of another control, as the line inside an editable box, is that control.
QWidget* controlOf(QWidget* widget) {
    auto* const above = widget->parentWidget();
    return qobject_cast<QComboBox*>(above) ? above : widget;
}

QList<QWidget*> walked(QWidget* window) {
    QList<QWidget*> reached;
    for (int step = 0; step < mostSteps; ++step) {
        auto* focused = QApplication::focusWidget();
        if (!focused) break;
        if (reached.contains(controlOf(focused))) break;
        reached.append(controlOf(focused));
        QTest::keyClick(window, Qt::Key_Tab);
    }
    return reached;
}

QString described(const QWidget* widget) {
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

void checkNames(const QList<QWidget*>& reached) {
    for (auto* control : reached) {
        auto* const spoken = QAccessible::queryAccessibleInterface(control);
        QVERIFY2(spoken, qPrintable(described(control)));
        QVERIFY2(!spoken->text(QAccessible::Name).isEmpty(), qPrintable("no name: " + described(control)));
        // An area that is only scrolled has no role of its own in Qt.
        const bool scrolled = control->inherits("QScrollArea");
        QVERIFY2(scrolled || (spoken->role() != QAccessible::NoRole && spoken->role() != QAccessible::Client),
                 qPrintable("no role: " + described(control)));
    }
}

/// Buttons that lie in the clear button of a field, or in headers, belong to their owner.
bool standsAlone(const QWidget* widget) {
    const auto* above = widget->parentWidget();
    return !qobject_cast<const QLineEdit*>(above) && !qobject_cast<const QComboBox*>(above) &&
           !qobject_cast<const QAbstractItemView*>(above) && !widget->inherits("QHeaderView") &&
           !widget->inherits("QComboBoxListView");
}

void checkNothingIsLeftOut(QWidget* window, const QList<QWidget*>& reached) {
    for (auto* widget : window->findChildren<QWidget*>()) {
        if (!isControl(widget) || !standsAlone(widget) || widget->window() != window) continue;
        if (!widget->isVisible() || !widget->isEnabled()) continue;
        QVERIFY2(reached.contains(widget), qPrintable("not reached by Tab: " + described(widget)));
    }
}

void fill(WindowWorld& world) {
    auto run = makeRun("1", RunStatus::failure, 10);
    Stage stage;
    stage.id = stage.name = "test";
    stage.hasLog = true;
    run.stages = std::vector<Stage>{stage};
    world.history.reader.put(run);
    auto deployment = makeDeployment("1", "prod", "1.0", 10);
    deployment.runId = "1";
    world.history.reader.put(deployment);
    world.history.reader.put(makeAlert("a", Severity::critical, AlertState::firing, 10));
    auto state = makeSource("ci", SourceHealth::failing, 20);
    state.backfill = "3 of 9";
    world.history.reader.states = {state};
}

} // namespace

void KeyboardTest::everyControlIsReachedByTabAndHasAName_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("filled");
    for (const auto* page : {"overview", "pipelines", "deployments", "dora", "alerts", "sources"}) {
        QTest::addRow("%s with data", page) << page << true;
        QTest::addRow("%s without data", page) << page << false;
    }
}

void KeyboardTest::everyControlIsReachedByTabAndHasAName() {
    QFETCH(QString, page);
    QFETCH(bool, filled);
    WindowWorld world;
    if (filled) fill(world);
    auto& window = world.open(page);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.currentPage()->focusMain();
    const auto reached = walked(&window);
    QVERIFY2(reached.size() > 5, qPrintable(QString::number(reached.size())));
    checkNames(reached);
    checkNothingIsLeftOut(&window, reached);
}

void KeyboardTest::tabGoesFromTheListIntoItsDetails() {
    WindowWorld world;
    fill(world);
    auto& window = world.open("pipelines");
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    world.child<QWidget>("runs")->setFocus();
    const auto reached = walked(&window);
    QCOMPARE(reached.value(1), world.child<QWidget>("rerun"));
    QVERIFY(reached.indexOf(world.child<QWidget>("stages")) < reached.indexOf(world.child<QWidget>("query")));
}

void KeyboardTest::dialogsToo_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("opener");
    QTest::addColumn<QString>("dialog");
    QTest::newRow("silence") << "alerts"
                             << "silence"
                             << "silenceDialog";
    QTest::newRow("forget") << "sources"
                            << "forgetSource"
                            << "forgetBox";
    QTest::newRow("help") << "pipelines"
                          << "helpButton"
                          << "help";
}

void KeyboardTest::dialogsToo() {
    QFETCH(QString, page);
    QFETCH(QString, opener);
    QFETCH(QString, dialog);
    WindowWorld world;
    fill(world);
    world.open(page);
    world.click(opener);
    auto* opened = world.child<QDialog>(dialog);
    opened->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(opened));
    if (!QApplication::focusWidget()) QTest::keyClick(opened, Qt::Key_Tab);
    const auto reached = walked(opened);
    checkNames(reached);
    checkNothingIsLeftOut(opened, reached);
    QTest::keyClick(opened, Qt::Key_Escape);
    QVERIFY(!opened->isVisible());
}

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
