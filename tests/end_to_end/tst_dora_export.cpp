// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/dora_records.h"
#include "end_to_end/home.h"
#include "models/dora/desk.h"
#include "models/pool_history.h"
#include "program/dora_terms.h"

#include <QSignalSpy>
#include <QTest>

using namespace shipglass;
using namespace shipglass::testing;

/// What the page saves is byte for byte what the built program prints for the same question.
class DoraExportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void sameAsTheCommand_data();
    void sameAsTheCommand();

private:
    Home m_home;
    QString m_store;
};

namespace {

constexpr const char* overlay = "- incident: pager/i1\n  causedBy: none\n";
constexpr const char* configuration =
    "services:\n  - name: web\n    team: shop\n    repositories: [acme/web]\n"
    "dora:\n  timeZone: Europe/Berlin\n  overlay: corrections.yaml\n";

/// Ten days of May, as the records are.
DoraWish tenDays() {
    DoraWish wish;
    wish.period = DoraPeriod::custom;
    wish.firstDay = QDate(1970, 1, 1).daysTo(QDate(2026, 5, 1));
    wish.lastDay = wish.firstDay + 9;
    return wish;
}

} // namespace

void DoraExportTest::initTestCase() {
    m_store = m_home.path("history.sqlite");
    m_home.configure(configuration);
    m_home.write("config/shipglass/corrections.yaml", overlay);
    VERIFY_EXIT(
        m_home.run({"import", m_home.write("records.ndjson", doraRecords()), "--store", "sqlite:" + m_store}),
        0);
}

void DoraExportTest::sameAsTheCommand_data() {
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("team");
    QTest::addColumn<bool>("rows");
    QTest::newRow("ours") << "dora.dev"
                          << "" << false;
    QTest::newRow("with rows") << "dora.dev"
                               << "" << true;
    QTest::newRow("of a team") << "dora.dev"
                               << "shop" << true;
    QTest::newRow("another dialect") << "middleware"
                                     << "" << true;
}

void DoraExportTest::sameAsTheCommand() {
    QFETCH(QString, dialect);
    QFETCH(QString, team);
    QFETCH(bool, rows);
    QStringList arguments{
        "dora", "--store", "sqlite:" + m_store, "--since", "2026-05-01", "--until", "2026-05-11",
        "--by", "day",     "--format",          "json",    "--dialect",  dialect};
    if (!team.isEmpty()) arguments << "--team" << team;
    if (rows) arguments << "--explain";
    const Outcome printed = m_home.run(arguments);
    VERIFY_EXIT(printed, 0);

    Config config;
    config.dora.timeZone = "Europe/Berlin";
    config.dora.overlay = "corrections.yaml";
    ServiceRule web;
    web.name = "web", web.team = "shop", web.repositories = {"acme/web"};
    config.services = {web};
    PoolHistory history(m_store.toStdString());
    LiveTerms terms;
    terms.set(doraTerms(config, m_home.configPath().toStdString()).orThrow());
    DoraDesk desk(history, terms, [] { return *parseTime("2026-05-20T12:00:00Z"); });
    auto wish = tenDays();
    wish.by = dora::By::day;
    wish.dialect = dialect.toStdString();
    wish.whose.team = team.toStdString();
    desk.ask(wish);
    QSignalSpy answered(&desk, &DoraDesk::answered);
    desk.refresh();
    QVERIFY(answered.wait());
    QString problem = "never answered";
    desk.save(rows ? DoraFile::jsonWithRows : DoraFile::json, m_home.path("page.json"),
              [&](const QString& text) { problem = text; });
    QTRY_COMPARE(problem, QString());
    QCOMPARE(m_home.read("page.json"), printed.out);
}

QTEST_GUILESS_MAIN(DoraExportTest)
#include "tst_dora_export.moc"
