// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"
#include "servers/git_repository.h"
#include "servers/require_server.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace shipglass::testing;

namespace {

constexpr double day = 24.0 * 3600;

QString iso(const QDateTime& when) { return when.toUTC().toString(Qt::ISODateWithMs); }

/// What a deploying system tells that knows the commit and nothing of what is new in it.
QByteArray line(const QString& id, const QString& commit, const QDateTime& when) {
    const QJsonObject record{
        {"kind", "deployment"}, {"id", id},         {"repository", "acme-web"}, {"environment", "production"},
        {"status", "success"},  {"commit", commit}, {"createdAt", iso(when)},   {"finishedAt", iso(when)}};
    return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

/// Deployments of one system, and a clone that knows what lies between their commits.
class CommitsJourney : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void unknownUntilSomebodyKnows();
    void theCloneIsAsked();
    void leadTimesAreThoseOfTheCommits();
    void laterPollsKeepTheAnswer();
    void tagsAsDeployments();

private:
    QDateTime ago(double days) const { return m_end.addSecs(-static_cast<qint64>(days * day)); }
    void configure(const QByteArray& services = {}) const;
    QJsonObject leadTime() const;
    QJsonObject deployment(const QString& id) const;

    const QDateTime m_end = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
    std::unique_ptr<GitRepository> m_repository;
    Home m_home;
};

void CommitsJourney::configure(const QByteArray& services) const {
    m_home.configure("sources:\n  - name: cd\n    kind: exec\n    command: [cat, " +
                     m_home.path("told").toUtf8() + "]\n  - name: clone\n    kind: git\n    repositories: [" +
                     m_repository->path().toUtf8() + "]\n" + services);
}

/// The key over the last ten days, with its rows.
QJsonObject CommitsJourney::leadTime() const {
    const Outcome outcome =
        m_home.run({"dora", "--since", iso(ago(10)), "--until", iso(m_end), "--explain", "--format", "json"});
    if (outcome.exit != 0) qWarning("%s", qPrintable(outcome.text()));
    return QJsonDocument::fromJson(outcome.out).object()["keys"][u"changeLeadTime"].toObject();
}

QJsonObject CommitsJourney::deployment(const QString& id) const {
    return having(m_home.show({"deployments", "--limit", "0"}), {{"source", "cd"}, {"id", id}}).value(0);
}

/// The releases of the repository reach production: the first 30 days before its end, the second after eight,
/// after seven the first again, and after six something that was never pushed.
void CommitsJourney::initTestCase() {
    REQUIRE_SERVER(GitRepository);
    QString why;
    m_repository = GitRepository::create(m_end, &why);
    QVERIFY2(m_repository, qPrintable(why));
    const QString first = m_repository->git({"rev-parse", "v1.0.0^{commit}"});
    const QString second = m_repository->git({"rev-parse", "v1.1.0^{commit}"});
    m_home.write("told", line("d1", first, ago(30)) + line("d2", second, ago(8)) + line("d3", first, ago(7)) +
                             line("d4", QString(40, 'e'), ago(6)) +
                             "{\"kind\":\"batch\",\"facet\":\"deployment\",\"scope\":\"acme-web\"}\n");
    configure();
}

void CommitsJourney::unknownUntilSomebodyKnows() {
    VERIFY_EXIT(m_home.run({"poll", "--once", "cd"}), 0);
    const auto key = leadTime();
    QVERIFY(key["value"].isNull());
    QCOMPARE(key["n"].toInt(), 0);
    for (const char* id : {"d2", "d3", "d4"}) {
        QVERIFY(!deployment(id).contains("commits"));
        QStringList rules;
        for (const auto& row : key["rows"].toArray())
            if (row[u"id"].toString() == id) rules.append(row[u"rule"].toString());
        QCOMPARE(rules, QStringList{"commits unknown"});
    }
}

void CommitsJourney::theCloneIsAsked() {
    const Outcome outcome = m_home.run({"poll", "--once", "--format", "json"});
    VERIFY_EXIT(outcome, 0);
    for (const auto& report : outcome.objects()) QCOMPARE(report["requests"].toInt(), 0);
    // "Search by name", its merge and "Make the search quicker".
    const auto commits = deployment("d2")["commits"].toArray();
    QCOMPARE(commits.size(), 3);
    for (const auto& commit : commits) QCOMPARE(commit[u"repository"].toString(), "acme-web");
    QCOMPARE(deployment("d2")["attributes"][u"compared"][u"by"].toString(), "clone");
    // What goes back ships nothing new; of what the clone does not have nothing is known.
    QVERIFY(deployment("d3").contains("commits") && deployment("d3")["commits"].toArray().isEmpty());
    QVERIFY(!deployment("d4").contains("commits"));
    QCOMPARE(deployment("d4")["attributes"][u"compared"][u"fault"].toString(), "not_found");
}

void CommitsJourney::leadTimesAreThoseOfTheCommits() {
    const auto key = leadTime();
    // Written 19 and 10 days before the end, deployed 8 before it: 11 and 2 days, and the merge left out.
    QCOMPARE(key["n"].toInt(), 2);
    QCOMPARE(key["value"].toDouble(), 6.5 * day);
    QHash<QString, int> rules;
    for (const auto& row : key["rows"].toArray()) ++rules[row[u"rule"].toString()];
    QCOMPARE(rules, (QHash<QString, int>{{"counted", 2}, {"merge commit", 1}, {"commits unknown", 1}}));
}

void CommitsJourney::laterPollsKeepTheAnswer() {
    const auto before = deployment("d2");
    VERIFY_EXIT(m_home.run({"poll", "--once"}), 0);
    QCOMPARE(deployment("d2")["commits"], before["commits"]);
    QCOMPARE(deployment("d2")["attributes"], before["attributes"]);
    QCOMPARE(leadTime()["value"].toDouble(), 6.5 * day);
}

/// The same releases counted by their tags.
void CommitsJourney::tagsAsDeployments() {
    configure("services:\n  - name: web\n    repositories: [acme-web]\n    deployments: { from: tag, tags: "
              "\"v*\", environment: production }\n");
    VERIFY_EXIT(m_home.run({"poll", "--once", "clone"}), 0);
    const auto key = leadTime();
    // A light tag is as old as its commit: v1.1.0 9 and 0 days, v1.1.1 with the revert 0 days.
    QCOMPARE(key["n"].toInt(), 3);
    QCOMPARE(key["value"].toDouble(), 0.0);
    QCOMPARE(key["p90"].toDouble(), 7.2 * day); // four fifths of the way from 0 to 9 days
}

QTEST_APPLESS_MAIN(CommitsJourney)
#include "tst_commits_journey.moc"
