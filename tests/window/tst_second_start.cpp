// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"
#include "window/on_screen.h"
#include "window/test_results.h"
#include "window/waiting.h"

#include <QDir>
#include <QScreen>
#include <QWidget>

using namespace shipglass::testing;

namespace {

constexpr QRgb curtainColor = qRgb(255, 0, 255);

} // namespace

/// The built program, started once more, and asked to end. What is seen is what is on the screen: a curtain
/// covers it all until a window comes before it.
class SecondStartTest : public QObject {
    Q_OBJECT

public:
    explicit SecondStartTest(const OwnFolders&) {}

private slots:
    void initTestCase();
    void secondStartRaisesTheFirst();
    void otherHistoryIsAnotherWindow();
    void signalClosesEverything();
    void killedWindowIsNoHindrance();

private:
    std::unique_ptr<RunningProgram> opened(const QStringList& arguments = {});
    bool draw();
    bool isDrawn();

    std::unique_ptr<Home> m_home;
    std::unique_ptr<QWidget> m_curtain;
    std::unique_ptr<RunningProgram> m_first;
};

/// Whether the curtain is what the middle of the screen shows.
bool SecondStartTest::isDrawn() {
    const auto picture = QGuiApplication::primaryScreen()->grabWindow(0, 400, 300, 1, 1).toImage();
    return picture.pixel(0, 0) == curtainColor;
}

bool SecondStartTest::draw() {
    m_curtain->raise();
    return waitUntil([this] { return isDrawn(); });
}

/// Starts the program behind the curtain, and waits until its window is before it.
std::unique_ptr<RunningProgram> SecondStartTest::opened(const QStringList& arguments) {
    if (!draw()) return nullptr;
    auto program = m_home->start(arguments);
    return waitUntil([&] { return !program->isRunning() || !isDrawn(); }) && program->isRunning()
               ? std::move(program)
               : nullptr;
}

void SecondStartTest::initTestCase() {
    REQUIRE_SCREEN();
    m_home = std::make_unique<Home>();
    m_home->setVariable("DISPLAY", qEnvironmentVariable("DISPLAY"));
    m_home->setVariable("QT_QPA_PLATFORM", "xcb");
    m_home->setVariable("DBUS_SESSION_BUS_ADDRESS", qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    QVERIFY(writeTestResults(m_home->path("results/TEST-Basket.xml")));
    m_home->configure("sources:\n  - name: tests\n    kind: junit\n    paths: [\"" +
                      m_home->path("results/*.xml").toUtf8() + "\"]\n");
    m_curtain = std::make_unique<QWidget>(nullptr, Qt::FramelessWindowHint);
    m_curtain->setPalette(QColor::fromRgb(curtainColor));
    m_curtain->setGeometry(QGuiApplication::primaryScreen()->geometry());
    m_curtain->show();
    m_first = opened();
    QVERIFY(m_first);
}

void SecondStartTest::secondStartRaisesTheFirst() {
    QVERIFY(draw());
    const Outcome second = m_home->run({});
    VERIFY_EXIT(second, 0);
    QVERIFY2(second.out.isEmpty() && second.err.isEmpty(), qPrintable(second.text()));
    QVERIFY2(waitUntil([this] { return !isDrawn(); }), "the first window comes to the front");
    QVERIFY(m_first->isRunning());
}

void SecondStartTest::otherHistoryIsAnotherWindow() {
    const auto other = opened({"--store", "sqlite:" + m_home->path("other.sqlite")});
    QVERIFY(other);
    VERIFY_EXIT(other->terminate(), 0);
    QVERIFY(m_first->isRunning());
}

void SecondStartTest::signalClosesEverything() {
    const auto runs = [this] { return m_home->show({"runs"}).size() == 1; };
    QVERIFY2(m_first->waitUntil(runs), "it polls");
    const Outcome outcome = m_first->terminate();
    VERIFY_EXIT(outcome, 0);
    QVERIFY2(outcome.err.isEmpty(), qPrintable(outcome.text()));
    const QStringList left = QDir(m_home->path("data/shipglass")).entryList({"history.sqlite*"}, QDir::Files);
    QVERIFY2(!left.contains("history.sqlite-wal"), "the history was closed, not dropped");
    QVERIFY(runs());
}

/// Nobody cleans up behind a window that was killed; the next one opens all the same.
void SecondStartTest::killedWindowIsNoHindrance() {
    m_first = opened();
    QVERIFY(m_first);
    m_first.reset();
    m_first = opened();
    QVERIFY(m_first);
    VERIFY_EXIT(m_first->terminate(), 0);
}

int main(int argc, char** argv) { return runOnScreen<SecondStartTest>(argc, argv); }

#include "tst_second_start.moc"
