// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/access_log.h"
#include "end_to_end/running_program.h"
#include "models/alert_table.h"
#include "models/run_table.h"
#include "models/source_table.h"
#include "servers/ci_and_alerts.h"
#include "window/on_screen.h"
#include "window/open_cockpit.h"

#include <QProcess>
#include <QTableView>

using namespace shipglass;
using namespace shipglass::testing;

namespace {

constexpr const char* configuration = R"YAML(sources:
  - { name: builds, kind: buildbot, url: %1, every: 3s }
  - { name: alerts, kind: alertmanager, url: %2, every: 3s }
)YAML";
const QString firstOfPoll = "/api/v2/builders";
constexpr int quickPolls = 5, pollsOfAMinute = 20;

QString textOf(std::string_view word) {
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

/// A window and a collector on one history, on real servers, for a minute where SHIPGLASS_LONG is set.
class WindowAndPollTest : public QObject {
    Q_OBJECT

public:
    explicit WindowAndPollTest(const OwnFolders& folders) : m_folders(folders) {}

private slots:
    void initTestCase();
    void noSystemIsAskedTwice();
    void bothShowTheSame();
    void neitherComplained();
    void theWindowGoesOnAlone();
    void cleanupTestCase() { m_cockpit.reset(); }

private:
    qsizetype polls() const { return count(requestsOfTheProgram(*m_servers.master), "GET", firstOfPoll); }
    bool waitForPolls(qsizetype number);
    std::unique_ptr<RunningProgram> program(const QStringList& arguments) const;
    QStringList shown(const QString& what, const QString& state) const;
    QStringList runsInWindow();
    QStringList alertsInWindow();

    const OwnFolders& m_folders;
    QString m_why;
    CiAndAlerts m_servers;
    std::unique_ptr<OpenCockpit> m_cockpit;
    std::unique_ptr<RunningProgram> m_poll;
};

/// By the server's log, a build being forced again and again: what moves is what two could see differently.
bool WindowAndPollTest::waitForPolls(qsizetype number) {
    while (polls() < number) {
        const auto before = polls();
        if (aside([&] { return m_servers.master->force("deploy", {{"lines", "2"}}, &m_why); }) <= 0)
            return false;
        if (!waitUntil([&] { return polls() > before; })) return false;
    }
    return true;
}

/// The program beside the window, in the same folders.
std::unique_ptr<RunningProgram> WindowAndPollTest::program(const QStringList& arguments) const {
    return std::make_unique<RunningProgram>(arguments, QProcess::systemEnvironment(), m_folders.path("."),
                                            QProcess::nullDevice());
}

/// Each record as `id status`, as `show` prints it.
QStringList WindowAndPollTest::shown(const QString& what, const QString& state) const {
    const auto outcome = aside([&] { return program({"show", what, "--format", "json"})->wait(); });
    QStringList lines;
    for (const QJsonObject& record : outcome.objects())
        lines.append(record["id"].toString() + u' ' + record[state].toString());
    return lines;
}

QStringList WindowAndPollTest::runsInWindow() {
    m_cockpit->go("pipelines");
    const auto* runs = qobject_cast<RunTable*>(m_cockpit->child<QTableView>("runs")->model());
    QStringList lines;
    for (int row = 0; row < runs->rowCount(); ++row)
        if (const auto* run = runs->runAt(row))
            lines.append(QString::fromStdString(run->id) + u' ' + textOf(word(run->status)));
    return lines;
}

QStringList WindowAndPollTest::alertsInWindow() {
    m_cockpit->go("alerts");
    const auto* alerts = qobject_cast<AlertTable*>(m_cockpit->child<QTableView>("alerts")->model());
    QStringList lines;
    for (int row = 0; row < alerts->rowCount(); ++row)
        if (const auto* alert = alerts->alertAt(row))
            lines.append(QString::fromStdString(alert->id) + u' ' + textOf(word(alert->state)));
    return lines;
}

void WindowAndPollTest::initTestCase() {
    REQUIRE_SCREEN();
    REQUIRE_SERVER(CiAndAlerts);
    QVERIFY2(m_servers.start(&m_why), qPrintable(m_why));
    QVERIFY2(m_servers.alertmanager->fire({{"alertname", "ByHand"}}, {}, &m_why), qPrintable(m_why));
    QVERIFY(m_folders.configure(m_servers.configuration(configuration)));
    m_cockpit = std::make_unique<OpenCockpit>();
    m_poll = program({"poll"});
}

/// One process asks 3 s after it was answered, give or take a tenth, so two whole seconds lie between its
/// polls; of two that do not know of each other one comes sooner than that.
void WindowAndPollTest::noSystemIsAskedTwice() {
    QVERIFY2(waitForPolls(qEnvironmentVariableIsSet("SHIPGLASS_LONG") ? pollsOfAMinute : quickPolls),
             qPrintable(m_why));
    QVERIFY(m_poll->isRunning());
    QCOMPARE(firstTooSoon(requestsOfTheProgram(*m_servers.master), firstOfPoll, 2), QString());
}

void WindowAndPollTest::bothShowTheSame() {
    QStringList beside, here;
    const auto same = [&] {
        beside = shown("runs", "status");
        here = runsInWindow();
        return here.size() >= quickPolls && here == beside && here.last().endsWith(" success") &&
               here.first().endsWith(" success");
    };
    QVERIFY2(waitUntil(same), qPrintable(here.join('\n') + "\n--\n" + beside.join('\n')));
    QVERIFY(waitUntil([&] { return alertsInWindow().size() == 1; }));
    QCOMPARE(alertsInWindow(), shown("alerts", "state"));
    QVERIFY(m_cockpit->go("sources"));
    const auto* sources = qobject_cast<SourceTable*>(m_cockpit->child<QTableView>("sources")->model());
    QVERIFY(waitUntil([&] { return sources->rowCount() == 2; }));
    for (int row = 0; row < 2; ++row) QCOMPARE(sources->sourceAt(row)->health, SourceHealth::fresh);
}

void WindowAndPollTest::neitherComplained() {
    const auto ended = m_poll->terminate();
    VERIFY_EXIT(ended, 0);
    QCOMPARE(ended.out + ended.err, QByteArray());
    QCOMPARE(m_cockpit->said(), QString());
}

void WindowAndPollTest::theWindowGoesOnAlone() { QVERIFY(waitForPolls(polls() + 2)); }

int main(int argc, char** argv) { return runOnScreen<WindowAndPollTest>(argc, argv); }

#include "tst_window_and_poll.moc"
