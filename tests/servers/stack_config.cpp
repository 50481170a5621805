// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/stack_config.h"

#include <cstdio>

namespace shipglass::testing {

namespace {

constexpr const char* configuration = R"YAML(# Written by ./dev stack; gone when it ends.
sources:
  - name: builds
    kind: buildbot
    url: %1
    every: 5s
    actions: all
  - name: metrics
    kind: prometheus
    url: %2
    every: 10s
    queries: ["up", "node_load1", "rate(prometheus_http_requests_total[1m])"]
  - name: alerts
    kind: alertmanager
    url: %3
    every: 5s
    actions: all
  - name: code
    kind: git
    every: 10s
    repositories: ["%4", "%5"]
services:
  - name: web
    team: shop
    repositories: ["*acme-web"]
    pipelines: [pass, fail, deploy]
    labels: { service: web }
)YAML";

void say(const char* server, const QString& where) {
    std::fprintf(stderr, "%-14s %s\n", server, qPrintable(where));
}

} // namespace

bool Stack::start(QString* why) {
    constexpr int heartbeatSeconds = 60;
    repository = GitRepository::create(QDateTime::currentDateTimeUtc(), why);
    if (!repository) return false;
    say("git", repository->path());
    nodeExporter = NodeExporterServer::start(why);
    if (!nodeExporter) return false;
    say("node exporter", nodeExporter->url().toString());
    alertmanager = AlertmanagerServer::start(why);
    if (!alertmanager) return false;
    say("alertmanager", alertmanager->url().toString());
    prometheus = PrometheusServer::start({alertmanager->target(), {nodeExporter->target()}, true}, why);
    if (!prometheus) return false;
    say("prometheus", prometheus->url().toString());
    master = BuildbotMaster::start(why, heartbeatSeconds);
    if (!master) return false;
    worker = BuildbotWorker::start(*master, why);
    if (!worker) return false;
    say("buildbot", master->url().toString());
    return true;
}

QByteArray stackConfiguration(const Stack& stack) {
    return QString::fromLatin1(configuration)
        .arg(stack.master->url().toString(), stack.prometheus->url().toString(),
             stack.alertmanager->url().toString(), stack.repository->path(), stack.repository->clonePath())
        .toUtf8();
}

} // namespace shipglass::testing
