// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/home.h"

#include "servers/alertmanager.h"
#include "servers/prometheus.h"
#include "servers/require_server.h"

using namespace shipglass::testing;

namespace {

const QMap<QString, QString> handFired{{"alertname", "ByHand"}, {"severity", "page"}, {"service", "shop"}};

QDateTime timeOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QString prometheusAt(const PrometheusServer& server) {
    return "sources:\n  - name: metrics\n    kind: prometheus\n    url: " + server.url().toString() +
           "\n    queries: [up]\n";
}

} // namespace

/// From a rule of a real Prometheus through a real Alertmanager to what the program shows, and a silence
/// back.
class AlertJourneyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void firingAlertsAppearOnce();
    void prometheusSpeaksWhereNobodyElseDoes();
    void silenceArrivesAndIsShown();
    void dryRunMakesNoSilence();
    void endedAlertStaysOpenAtFirst();
    void endedAlertIsClosedInTheEnd();
    void silentServerResolvesNothing();

private:
    Outcome poll() { return m_home.run({"poll", "--once", "--format", "json"}); }
    QJsonObject alertNamed(const QString& name) const;

    QString m_why;
    Home m_home;
    std::unique_ptr<AlertmanagerServer> m_alertmanager;
    std::unique_ptr<PrometheusServer> m_prometheus;
};

/// The only one of that name; empty when there are several.
QJsonObject AlertJourneyTest::alertNamed(const QString& name) const {
    const auto found = m_home.show({"alerts", "--where", "label.alertname=" + name});
    return found.size() == 1 ? found.first() : QJsonObject();
}

void AlertJourneyTest::initTestCase() {
    REQUIRE_SERVER(AlertmanagerServer);
    REQUIRE_SERVER(PrometheusServer);
    m_alertmanager = AlertmanagerServer::start(&m_why);
    QVERIFY2(m_alertmanager, qPrintable(m_why));
    m_prometheus = PrometheusServer::start({m_alertmanager->target(), {}, false}, &m_why);
    QVERIFY2(m_prometheus, qPrintable(m_why));
    QVERIFY2(m_alertmanager->fire(handFired, {{"summary", "Fired by hand"}}, &m_why), qPrintable(m_why));
    const auto arrived = [&] { return m_alertmanager->alerts().size() == 5; };
    QVERIFY2(m_prometheus->process().waitUntil(arrived, &m_why), qPrintable(m_why));
    m_home.configure((prometheusAt(*m_prometheus) + "  - name: alerts\n    kind: alertmanager\n    url: " +
                      m_alertmanager->url().toString() + "\n    actions: [silence]\n")
                         .toUtf8());
}

void AlertJourneyTest::firingAlertsAppearOnce() {
    VERIFY_EXIT(poll(), 0);
    VERIFY_EXIT(poll(), 0);
    const auto shown = m_home.show({"alerts"});
    const QJsonArray served = m_alertmanager->alerts();
    QCOMPARE(shown.size(), served.size());
    for (const auto& alert : served) {
        const auto found = having(shown, {{"key", alert[u"fingerprint"].toString()}});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0]["source"].toString(), "alerts");
        QCOMPARE(found[0]["state"].toString(), "firing");
        QCOMPARE(found[0]["labels"], alert[u"labels"]);
        QCOMPARE(timeOf(found[0]["startedAt"]), timeOf(alert[u"startsAt"]));
    }
    QCOMPARE(alertNamed("TargetDown")["severity"].toString(), "critical");
    QCOMPARE(alertNamed("TargetDown")["runbookUrl"].toString(), "https://runbooks.example.org/target-down");
    QCOMPARE(alertNamed("ByHand")["severity"].toString(), "critical");
    QCOMPARE(alertNamed("ErrorBudgetSpent")["service"].toString(), "web");
    QVERIFY2(alertNamed("SlowBurn").isEmpty(), "pending is no alert");
    QVERIFY2(!m_home.show({"resources", "--where", "source:metrics"}).isEmpty(),
             "the other source was polled");
}

void AlertJourneyTest::prometheusSpeaksWhereNobodyElseDoes() {
    const Home home;
    home.configure(prometheusAt(*m_prometheus).toUtf8());
    VERIFY_EXIT(home.run({"poll", "--once"}), 0);
    const auto shown = home.show({"alerts", "--where", "source:metrics state:firing"});
    QCOMPARE(shown.size(), 4);
}

void AlertJourneyTest::silenceArrivesAndIsShown() {
    const QJsonObject alert = alertNamed("TargetDown");
    const QStringList act{"act",   "silence", "alerts",    alert["id"].toString(),
                          "--for", "2h",      "--comment", "Known; see \"ops\""};
    const Outcome outcome = m_home.run(act);
    VERIFY_EXIT(outcome, 0);
    const QJsonArray silences = m_alertmanager->silences();
    QCOMPARE(silences.size(), 1);
    const QJsonValue silence = silences.first();
    QCOMPARE(silence[u"comment"].toString(), "Known; see \"ops\"");
    QCOMPARE(silence[u"status"][u"state"].toString(), "active");
    QVERIFY2(outcome.out.contains(silence[u"id"].toString().toUtf8()), outcome.out);
    QCOMPARE(silence[u"matchers"].toArray().size(), alert["labels"].toObject().size());
    const qint64 seconds = timeOf(silence[u"startsAt"]).secsTo(timeOf(silence[u"endsAt"]));
    QVERIFY2(std::abs(seconds - 7200) <= 1, qPrintable(QString::number(seconds)));

    VERIFY_EXIT(poll(), 0);
    const QJsonObject silenced = alertNamed("TargetDown");
    QCOMPARE(silenced["id"], alert["id"]);
    QCOMPARE(silenced["state"].toString(), "silenced");
    QCOMPARE(timeOf(silenced["silencedUntil"]), timeOf(silence[u"endsAt"]));
    QCOMPARE(m_home.show({"alerts", "--where", "state:silenced"}).size(), 1);
}

void AlertJourneyTest::dryRunMakesNoSilence() {
    const QString key = alertNamed("DiskFillsUp")["key"].toString();
    const Outcome shown = m_home.run({"act", "silence", "alerts", key, "--for", "30m", "--dry-run"});
    VERIFY_EXIT(shown, 0);
    QVERIFY2(shown.out.startsWith("POST " + m_alertmanager->url().toString().toUtf8()), shown.out);
    QVERIFY2(shown.out.contains("DiskFillsUp"), "the vendor's key will do");
    const Outcome refused = m_home.run({"act", "acknowledge", "alerts", key});
    VERIFY_EXIT(refused, 2);
    QVERIFY2(refused.err.contains("actions: [silence, acknowledge]"), refused.err);
    QCOMPARE(m_alertmanager->silences().size(), 1);
}

/// Alertmanager forgets what is over: the program waits for two polls and a minute and a half before it takes
/// that for the end, and a return meanwhile is the same episode.
void AlertJourneyTest::endedAlertStaysOpenAtFirst() {
    const QJsonObject before = alertNamed("ByHand");
    QVERIFY2(m_alertmanager->end(handFired, &m_why), qPrintable(m_why));
    const auto gone = [&] { return m_alertmanager->alertsNamed("ByHand").isEmpty(); };
    QVERIFY2(m_alertmanager->process().waitUntil(gone, &m_why), qPrintable(m_why));
    VERIFY_EXIT(poll(), 0);
    VERIFY_EXIT(poll(), 0);
    QCOMPARE(alertNamed("ByHand")["state"].toString(), "firing");
    QVERIFY2(m_alertmanager->fire(handFired, {}, &m_why), qPrintable(m_why));
    const auto back = [&] { return !gone(); };
    QVERIFY2(m_alertmanager->process().waitUntil(back, &m_why), qPrintable(m_why));
    VERIFY_EXIT(poll(), 0);
    QCOMPARE(alertNamed("ByHand")["id"], before["id"]);
    QCOMPARE(alertNamed("ByHand")["state"].toString(), "firing");
}

void AlertJourneyTest::endedAlertIsClosedInTheEnd() {
    if (!qEnvironmentVariableIsSet("SHIPGLASS_LONG")) QSKIP("takes two minutes: SHIPGLASS_LONG=1");
    QVERIFY2(m_alertmanager->end(handFired, &m_why), qPrintable(m_why));
    VERIFY_EXIT(poll(), 0);
    const auto open = m_home.show({"alerts", "--where", "label.alertname=ByHand"});
    QCOMPARE(open.size(), 1);
    QJsonObject closed;
    const auto isClosed = [&] {
        poll();
        closed = alertNamed("ByHand");
        return closed["state"].toString() == "resolved";
    };
    QVERIFY2(m_alertmanager->process().waitUntil(isClosed, &m_why) ||
                 m_alertmanager->process().waitUntil(isClosed, &m_why),
             qPrintable(m_why));
    QCOMPARE(closed["attributes"][u"endObserved"].toBool(), true);
    QVERIFY2(timeOf(closed["resolvedAt"]).secsTo(timeOf(closed["observedAt"])) >= 90,
             "the end is the first miss, believed a minute and a half later");
}

void AlertJourneyTest::silentServerResolvesNothing() {
    const auto before = m_home.show({"alerts"});
    m_alertmanager->process().stop();
    for (int time = 0; time < 2; ++time) {
        const Outcome outcome = poll();
        VERIFY_EXIT(outcome, 1);
        QCOMPARE(having(outcome.objects(), {{"source", "alerts"}, {"ok", false}}).size(), 1);
        QCOMPARE(having(outcome.objects(), {{"source", "metrics"}, {"ok", true}}).size(), 1);
    }
    QCOMPARE(m_home.show({"alerts"}), before);
    QCOMPARE(m_home.show({"alerts", "--where", "stale:true"}).size(), before.size());
    const auto source = having(m_home.show({"sources"}), {{"source", "alerts"}});
    QCOMPARE(source.size(), 1);
    for (const auto& scope : source[0]["scopes"].toArray()) {
        QCOMPARE(scope[u"ok"].toBool(true), false);
        QVERIFY2(!scope[u"okAt"].toString().isEmpty(), "it says when it last knew");
    }
}

QTEST_GUILESS_MAIN(AlertJourneyTest)
#include "tst_alert_journey.moc"
