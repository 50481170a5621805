// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/prometheus_config.h"

namespace shipglass::testing {

namespace {

QByteArray quoted(const QStringList& targets) {
    QByteArrayList list;
    for (const QString& target : targets) list.append('"' + target.toUtf8() + '"');
    return '[' + list.join(", ") + ']';
}

QByteArray job(const char* name, const QStringList& targets) {
    return QByteArray("  - job_name: ") + name + "\n    static_configs: [{targets: " + quoted(targets) +
           "}]\n";
}

constexpr const char* rules = R"(groups:
  - name: delivery
    rules:
      - record: job:up:ratio
        expr: avg by (job) (up)
      - alert: TargetDown
        expr: up == 0
        for: 2s
        labels: {severity: critical, service: shop-database, team: platform, environment: production}
        annotations:
          summary: "{{ $labels.job }} on {{ $labels.instance }} does not answer"
          runbook_url: "https://runbooks.example.org/target-down"
      - alert: ErrorBudgetSpent
        expr: vector(0.031) > 0.01
        labels: {severity: high, service: web, team: shop, environment: production}
        annotations:
          summary: "3.1 % of the requests to web fail"
          description: "Budget: 1 % over 30 days. <b>Not markup</b>, & not an entity."
      - alert: DiskFillsUp
        expr: vector(0.93) > 0.9
        labels: {severity: warning, service: storage, team: platform, environment: staging}
        annotations: {summary: "The data disk is 93 % full"}
      - alert: CertificateExpiresSoon
        expr: vector(1)
        labels: {severity: info, service: web, team: shop, environment: production}
        annotations: {summary: "The certificate of shop.example.org ends in 20 days"}
      - alert: SlowBurn
        expr: vector(1)
        for: 1m
        labels: {severity: warning, service: web, team: shop, environment: production}
        annotations: {summary: "Latency has been over its goal for a minute"}
)";

constexpr const char* comesAndGoes = R"(      - alert: QueueBacklog
        expr: vector(time() % 120) < 60
        labels: {severity: high, service: orders, team: shop, environment: production}
        annotations: {summary: "Orders wait in the queue"}
)";

} // namespace

QByteArray prometheusConfiguration(const PrometheusSetup& setup, const QString& self) {
    QByteArray text = "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: [rules.yml]\n";
    if (!setup.alertmanager.isEmpty()) {
        text += "alerting:\n  alertmanagers: [{static_configs: [{targets: " + quoted({setup.alertmanager}) +
                "}]}]\n";
    }
    text += "scrape_configs:\n" + job("prometheus", {self});
    if (!setup.nodes.isEmpty()) text += job("node", setup.nodes);
    // Nobody listens on the first port.
    return text + job("database", {QStringLiteral("127.0.0.1:1")});
}

QByteArray prometheusRules(const PrometheusSetup& setup) {
    return setup.comesAndGoes ? QByteArray(rules) + comesAndGoes : QByteArray(rules);
}

} // namespace shipglass::testing
