// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alert_table.h"
#include "models/run_table.h"
#include "models/source_table.h"
#include "models/stage_table.h"
#include "program/now.h"
#include "servers/ci_and_alerts.h"
#include "window/heartbeat.h"
#include "window/on_screen.h"
#include "window/open_cockpit.h"

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace shipglass;
using namespace shipglass::testing;

namespace {

constexpr int canceledResult = 6;
const QMap<QString, QString> labels{{"alertname", "ByHand"}, {"severity", "page"}, {"service", "shop"}};

constexpr const char* configuration = R"YAML(sources:
  - { name: builds, kind: buildbot, url: %1, every: 1s, actions: all }
  - { name: alerts, kind: alertmanager, url: %2, every: 1s, actions: all }
)YAML";

QDateTime timeOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

} // namespace

/// A person before the window: builds of a real Buildbot and an alert of a real Alertmanager, and the servers
/// themselves are asked what became of each click and key.
class WindowJourneyTest : public QObject {
    Q_OBJECT

public:
    explicit WindowJourneyTest(const OwnFolders& folders) : m_folders(folders) {}

private slots:
    void initTestCase();
    void runningBuildAppears();
    void logGrowsWhileItRuns();
    void canceledByClick();
    void failedBuildShowsItsStages();
    void rerunByClick();
    void silencedByKeyboard();
    void deadMasterIsSaid();
    void nothingTurnsGreen();
    void cleanupTestCase();

private:
    qint64 force(const QString& builder);
    QJsonObject served(qint64 build) const;
    RunTable* runs();
    const RunRow* runOf(qint64 build);
    bool becomes(qint64 build, RunStatus status);
    bool choose(qint64 build);
    bool showTab(int index);
    QString log() { return m_cockpit->child<QPlainTextEdit>("logText")->toPlainText(); }
    QStringList stages();
    QPushButton* button(const QString& name) { return m_cockpit->child<QPushButton>(name); }

    const OwnFolders& m_folders;
    QString m_why;
    CiAndAlerts m_servers;
    std::unique_ptr<Heartbeat> m_heartbeat;
    std::unique_ptr<OpenCockpit> m_cockpit;
    qint64 m_slow = 0, m_failed = 0, m_lost = 0; ///< Builds.
};

/// Asks the server for a build, and gives its id once it runs; 0 when it does not.
qint64 WindowJourneyTest::force(const QString& builder) {
    const qint64 request = aside([&] {
        return m_servers.master->force(builder, {{"branch", "main"}}, &m_why);
    });
    qint64 build = 0;
    const auto began = [&] {
        build = m_servers.master->buildOf(request)[u"buildid"].toInteger();
        return build > 0;
    };
    return request > 0 && waitUntilServer(began) ? build : 0;
}

/// The build as the server has it.
QJsonObject WindowJourneyTest::served(qint64 build) const {
    for (const auto& one : m_servers.master->list("builds"))
        if (one[u"buildid"].toInteger() == build) return one.toObject();
    return {};
}

RunTable* WindowJourneyTest::runs() {
    return qobject_cast<RunTable*>(m_cockpit->child<QTableView>("runs")->model());
}

const RunRow* WindowJourneyTest::runOf(qint64 build) {
    for (int row = 0; row < runs()->rowCount(); ++row) {
        const auto* run = runs()->runAt(row);
        if (run && run->id == std::to_string(build)) return run;
    }
    return nullptr;
}

bool WindowJourneyTest::becomes(qint64 build, RunStatus status) {
    return waitUntil([&] {
        const auto* run = runOf(build);
        return run && run->status == status;
    });
}

/// Clicks on a build's row, and waits until its details are there.
bool WindowJourneyTest::choose(qint64 build) {
    int row = 0;
    while (row < runs()->rowCount() && runs()->runAt(row) != runOf(build)) ++row;
    const QString title = "#" + runOf(build)->number;
    return clickRow(m_cockpit->child<QTableView>("runs"), row) &&
           waitUntil([&] { return m_cockpit->words().contains(title); });
}

bool WindowJourneyTest::showTab(int index) {
    auto* bar = m_cockpit->child<QTabWidget>("runTabs")->tabBar();
    return click(bar, bar->tabRect(index)) && bar->currentIndex() == index;
}

/// As `test failure`, without the one that Buildbot adds to every build.
QStringList WindowJourneyTest::stages() {
    const auto* model = m_cockpit->child<QTableView>("stages")->model();
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto index = model->index(row, StageTable::NameColumn);
        const auto status = word(index.data(StageTable::StatusRole).value<RunStatus>());
        if (index.data().toString() != "worker_preparation")
            lines.append(index.data().toString() + u' ' + QLatin1String(status.data(), status.size()));
    }
    return lines;
}

void WindowJourneyTest::initTestCase() {
    REQUIRE_SCREEN();
    REQUIRE_SERVER(CiAndAlerts);
    QVERIFY2(m_servers.start(&m_why), qPrintable(m_why));
    QVERIFY(m_folders.configure(m_servers.configuration(configuration)));
    m_cockpit = std::make_unique<OpenCockpit>();
    m_heartbeat = std::make_unique<Heartbeat>();
}

void WindowJourneyTest::runningBuildAppears() {
    QVERIFY(m_cockpit->go("pipelines"));
    m_slow = force("slow");
    QVERIFY2(m_slow, qPrintable(m_why));
    QVERIFY(becomes(m_slow, RunStatus::running));
    QCOMPARE(runOf(m_slow)->pipeline, "slow");
    QVERIFY(choose(m_slow));
    QVERIFY(waitUntil([&] { return stages() == QStringList{"work running"}; }));
}

void WindowJourneyTest::logGrowsWhileItRuns() {
    QVERIFY(showTab(1));
    QVERIFY(waitUntil([&] { return log().contains("line 1 of the log"); }));
    const QString before = log();
    QVERIFY(waitUntil([&] { return log().count("of the log") >= before.count("of the log") + 3; }));
    QVERIFY2(log().startsWith(before), "what was there stays");
    QCOMPARE(m_cockpit->child<QLabel>("logState")->text(), "Following");
    QCOMPARE(runOf(m_slow)->status, RunStatus::running);
    const QJsonObject build = aside([&] { return served(m_slow); });
    QVERIFY(build.contains("complete") && !build["complete"].toBool());
}

void WindowJourneyTest::canceledByClick() {
    QVERIFY(click(button("cancel")));
    const auto stopped = [&] { return served(m_slow)["results"].toInt(-1) == canceledResult; };
    QVERIFY2(waitUntilServer(stopped), qPrintable(m_cockpit->said()));
    QVERIFY(becomes(m_slow, RunStatus::canceled));
    QVERIFY(waitUntil([&] { return !button("cancel")->isEnabled(); }));
    QVERIFY(waitUntil([&] { return m_cockpit->child<QLabel>("logState")->text() == "The log has ended"; }));
}

void WindowJourneyTest::failedBuildShowsItsStages() {
    m_failed = force("fail");
    QVERIFY2(m_failed, qPrintable(m_why));
    QVERIFY(becomes(m_failed, RunStatus::failure));
    QVERIFY(choose(m_failed));
    QVERIFY(showTab(0));
    QVERIFY(waitUntil([&] { return stages() == QStringList{"compile success", "test failure"}; }));
    QVERIFY2(m_cockpit->words().contains("Failed"), qPrintable(m_cockpit->words()));
    QVERIFY(showTab(1));
    QVERIFY2(waitUntil([&] { return log().contains("test_basket: 3 != 4"); }), qPrintable(log()));
}

void WindowJourneyTest::rerunByClick() {
    const auto requests = [&] { return m_servers.master->list("buildrequests"); };
    const auto before = aside(requests).size();
    QVERIFY(click(button("rerun")));
    QVERIFY(waitUntilServer([&] { return requests().size() == before + 1; }));
    const QJsonValue request = aside(requests).last();
    qint64 again = 0;
    const auto failed = [&] {
        const auto build = m_servers.master->buildOf(request[u"buildrequestid"].toInteger());
        again = build[u"buildid"].toInteger();
        return build[u"complete"].toBool();
    };
    QVERIFY(waitUntilServer(failed));
    QVERIFY(again != m_failed);
    QVERIFY(becomes(again, RunStatus::failure));
    QCOMPARE(runOf(again)->pipeline, "fail");
    QCOMPARE(aside(requests).size(), before + 1);
}

void WindowJourneyTest::silencedByKeyboard() {
    QVERIFY2(m_servers.alertmanager->fire(labels, {{"summary", "Fired by hand"}}, &m_why), qPrintable(m_why));
    QVERIFY(m_cockpit->go("alerts"));
    const auto* model = qobject_cast<AlertTable*>(m_cockpit->child<QTableView>("alerts")->model());
    QVERIFY(waitUntil([&] { return model->rowCount() == 1; }));
    QCOMPARE(model->alertAt(0)->state, AlertState::firing);
    QVERIFY(waitUntil([&] { return button("silence")->isVisible(); }));
    QVERIFY(tabTo("silence"));
    press(Qt::Key_Space);
    QVERIFY(activate(*m_cockpit->child<QDialog>("silenceDialog")));
    press(Qt::Key_A, Qt::ControlModifier);
    type("45m");
    QVERIFY(tabTo("silenceComment"));
    type("Known; see \"ops\"");
    press(Qt::Key_Return);

    const auto silences = [&] { return m_servers.alertmanager->silences(); };
    QVERIFY(waitUntilServer([&] { return silences().size() == 1; }));
    const QJsonValue silence = aside(silences).first();
    QCOMPARE(silence[u"comment"].toString(), "Known; see \"ops\"");
    QVERIFY(std::abs(timeOf(silence[u"startsAt"]).secsTo(timeOf(silence[u"endsAt"])) - 45 * 60) <= 1);
    const auto suppressed = [&] {
        const auto alert = m_servers.alertmanager->alertsNamed("ByHand").first();
        return alert[u"status"][u"silencedBy"].toArray().contains(silence[u"id"]);
    };
    QVERIFY(waitUntilServer(suppressed));
    const auto silenced = [&] { return model->alertAt(0)->state == AlertState::silenced; };
    QVERIFY(waitUntil([&] { return model->rowCount() == 1 && silenced(); }));
    QVERIFY(waitUntil([&] { return m_cockpit->words().contains("Silent until"); }));
}

void WindowJourneyTest::deadMasterIsSaid() {
    QVERIFY(activate(m_cockpit->window()));
    QVERIFY(m_cockpit->go("pipelines"));
    m_lost = force("slow");
    QVERIFY2(m_lost, qPrintable(m_why));
    QVERIFY(becomes(m_lost, RunStatus::running));
    m_servers.worker.reset();
    m_servers.master->process().stop();
    QVERIFY(m_cockpit->go("sources"));
    auto* view = m_cockpit->child<QTableView>("sources");
    const auto* model = qobject_cast<SourceTable*>(view->model());
    const auto health = [&](int row) { return model->sourceAt(row)->health; };
    QVERIFY(waitUntil([&] { return model->rowCount() == 2 && health(1) == SourceHealth::failing; }));
    QCOMPARE(health(0), SourceHealth::fresh);
    QVERIFY(clickRow(view, 1));
    QVERIFY(waitUntil([&] { return m_cockpit->child<QLabel>("sourceProblem")->isVisible(); }));
    const QString words = m_cockpit->words();
    QVERIFY2(words.contains("The host cannot be reached: "), qPrintable(words));
    QVERIFY2(words.contains("Shipglass goes on trying."), qPrintable(words));
    QVERIFY2(words.contains("Last read"), qPrintable(words));
    const QString foot = m_cockpit->child<QLabel>("sourcesState")->text();
    QVERIFY2(foot.startsWith("builds last read "), qPrintable(foot));
}

void WindowJourneyTest::nothingTurnsGreen() {
    QVERIFY(m_cockpit->go("pipelines"));
    QVERIFY(waitUntil([&] { return runOf(m_lost) && runOf(m_lost)->freshness.isStale(wallTime()); }));
    QCOMPARE(runOf(m_lost)->status, RunStatus::running);
    QCOMPARE(runOf(m_failed)->status, RunStatus::failure);
    QCOMPARE(runOf(m_slow)->status, RunStatus::canceled);
}

void WindowJourneyTest::cleanupTestCase() {
    if (m_heartbeat) qInfo().noquote() << "the window's thread:" << m_heartbeat->report();
    m_heartbeat.reset();
    m_cockpit.reset();
}

int main(int argc, char** argv) { return runOnScreen<WindowJourneyTest>(argc, argv); }

#include "tst_window_journey.moc"
