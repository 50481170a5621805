// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_table.h"
#include "models/source_table.h"
#include "program/kinds.h"
#include "servers/alertmanager.h"
#include "servers/git_repository.h"
#include "window/on_screen.h"
#include "window/open_cockpit.h"
#include "window/test_results.h"

#include <QDir>
#include <QPushButton>
#include <QTableView>

using namespace shipglass;
using namespace shipglass::testing;

/// Nothing is configured: the window shows what lies where it was started, keeps nothing, and offers.
class FirstStartTest : public QObject {
    Q_OBJECT

public:
    explicit FirstStartTest(const OwnFolders& folders) : m_folders(folders) {}

private slots:
    void initTestCase();
    void historyOfTheRepositoryIsShown();
    void testResultsAreShown();
    void emptyPageSaysWhatToDo();
    void nothingIsWritten();
    void offeredServerIsAddedByClick();
    void addedServerIsPolled();
    void historyIsKeptFromNowOn();
    void cleanupTestCase();

private:
    QStringList latest();

    const OwnFolders& m_folders;
    QString m_why;
    std::unique_ptr<GitRepository> m_repository;
    std::unique_ptr<AlertmanagerServer> m_alertmanager;
    std::unique_ptr<OpenCockpit> m_cockpit;
};

QStringList FirstStartTest::latest() {
    const auto* model = m_cockpit->child<QTableView>("latest")->model();
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row) lines.append(model->index(row, 0).data().toString());
    return lines;
}

void FirstStartTest::initTestCase() {
    REQUIRE_SCREEN();
    REQUIRE_SERVER(GitRepository);
    m_repository = GitRepository::create(QDateTime::currentDateTimeUtc(), &m_why);
    QVERIFY2(m_repository, qPrintable(m_why));
    QVERIFY(writeTestResults(m_repository->path() + "/build/test-results/TEST-Basket.xml"));
    QVERIFY(QDir::setCurrent(m_repository->path()));
    m_cockpit = std::make_unique<OpenCockpit>();
}

void FirstStartTest::historyOfTheRepositoryIsShown() {
    QCOMPARE(m_cockpit->page()->name(), "overview");
    QVERIFY2(waitUntil([&] { return latest().contains("Say when a product comes back"); }),
             qPrintable(latest().join('\n')));
    QVERIFY2(latest().contains("Answer \"\xC3\x9C\xC3\xA4\" and <script>alert(1)</script> as typed"),
             qPrintable(latest().join('\n')));
    QVERIFY2(!latest().filter("v1.1.1").isEmpty(), qPrintable(latest().join('\n')));
    QVERIFY2(latest().contains("Merge branch 'search'"), qPrintable(latest().join('\n')));
    QVERIFY2(!latest().contains("Try a new front page"), "what is not merged has not landed");
}

void FirstStartTest::testResultsAreShown() {
    QVERIFY(m_cockpit->go("pipelines"));
    const auto* runs = qobject_cast<RunTable*>(m_cockpit->child<QTableView>("runs")->model());
    QVERIFY(waitUntil([&] { return runs->rowCount() == 1 && runs->runAt(0); }));
    QCOMPARE(runs->runAt(0)->status, RunStatus::failure);
    QVERIFY2(waitUntil([&] { return m_cockpit->words().contains("1 passed, 1 failed, 0 skipped"); }),
             qPrintable(m_cockpit->words()));
}

void FirstStartTest::emptyPageSaysWhatToDo() {
    QVERIFY(m_cockpit->go("alerts"));
    const auto* text = m_cockpit->child<QLabel>("emptyText");
    QVERIFY(waitUntil([&] { return text->isVisible() && !text->text().isEmpty(); }));
    QVERIFY2(waitUntil([&] { return text->height() >= text->heightForWidth(text->width()); }),
             "all of it can be read");
}

void FirstStartTest::nothingIsWritten() {
    QVERIFY2(m_folders.written().isEmpty(), qPrintable(m_folders.written().join('\n')));
}

void FirstStartTest::offeredServerIsAddedByClick() {
    REQUIRE_SERVER(AlertmanagerServer);
    m_alertmanager = AlertmanagerServer::start(&m_why);
    QVERIFY2(m_alertmanager, qPrintable(m_why));
    QVERIFY2(m_alertmanager->fire({{"alertname", "ByHand"}}, {}, &m_why), qPrintable(m_why));
    QVERIFY(m_cockpit->go("overview"));
    m_cockpit->window().offer(
        {{"alertmanager", "Alertmanager", m_alertmanager->url().toString().toStdString()}});
    QVERIFY(waitUntil([&] { return m_cockpit->child<QPushButton>("add-alertmanager")->isVisible(); }));
    QVERIFY(!QFile::exists(m_folders.configPath()));
    QVERIFY(click(m_cockpit->child<QPushButton>("add-alertmanager")));
    QVERIFY2(waitUntil([&] { return QFile::exists(m_folders.configPath()); }), qPrintable(m_cockpit->said()));
    const auto mode = QFile::permissions(m_folders.configPath());
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    const auto parsed = loadConfig(m_folders.configPath().toStdString(), knownKinds());
    QVERIFY(parsed.ok());
    QStringList kinds;
    for (const auto& source : parsed.config.sources) kinds.append(QString::fromStdString(source.kind));
    QCOMPARE(kinds, QStringList({"git", "junit", "alertmanager"}));
    QCOMPARE(QString::fromStdString(parsed.config.sources.back().url), m_alertmanager->url().toString());
}

void FirstStartTest::addedServerIsPolled() {
    if (!m_alertmanager) QSKIP("there is no server to add");
    QVERIFY(m_cockpit->go("sources"));
    const auto* model = qobject_cast<SourceTable*>(m_cockpit->child<QTableView>("sources")->model());
    const auto isFresh = [&] {
        for (int row = 0; row < model->rowCount(); ++row)
            if (const auto* state = model->sourceAt(row); state && state->kind == "alertmanager")
                return state->health == SourceHealth::fresh;
        return false;
    };
    QVERIFY2(waitUntil(isFresh), qPrintable(m_cockpit->said() + m_cockpit->words()));
    QVERIFY(m_cockpit->go("alerts"));
    const auto* alerts = m_cockpit->child<QTableView>("alerts")->model();
    QVERIFY(waitUntil([&] { return alerts->rowCount() == 1; }));
}

/// With a configuration there is something to come back to.
void FirstStartTest::historyIsKeptFromNowOn() {
    if (!m_alertmanager) QSKIP("there is no server to add");
    m_cockpit.reset();
    m_cockpit = std::make_unique<OpenCockpit>();
    QVERIFY2(waitUntil([&] { return latest().contains("Merge branch 'search'"); }),
             qPrintable(latest().join('\n')));
    QVERIFY(m_folders.written().contains(m_folders.path("data/shipglass/history.sqlite")));
}

void FirstStartTest::cleanupTestCase() {
    m_cockpit.reset();
    QDir::setCurrent(QDir::rootPath());
}

int main(int argc, char** argv) { return runOnScreen<FirstStartTest>(argc, argv); }

#include "tst_first_start.moc"
