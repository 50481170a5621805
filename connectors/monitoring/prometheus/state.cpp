// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/monitoring/prometheus/prometheus.h"

#include "net/prometheus_labels.h"

namespace shipglass::prometheus {

namespace {

Alert mapAlert(Node node, const std::string& site) {
    auto labels = node["labels"].labels();
    auto fingerprint = fingerprintOf(labels);
    Alert alert = alertOfLabels(std::move(labels), node["annotations"].labels(), std::move(fingerprint),
                                node["activeAt"].time());
    alert.state = AlertState::firing;
    alert.url = site + "/alerts";
    alert.attributes["rawStatus"] = node["state"].text();
    return alert;
}

ResourceHealth healthOf(const std::string& word) {
    if (word == "up") return ResourceHealth::up;
    return word == "down" ? ResourceHealth::down : ResourceHealth::unknown;
}

/// Most targets have no labels but job and instance; where there are more, they tell targets apart.
std::string idOf(const std::string& pool, Labels labels) {
    const std::string id = pool + "/" + labels["instance"];
    labels.erase("job");
    labels.erase("instance");
    return labels.empty() ? id : id + "/" + fingerprintOf(labels);
}

Resource mapTarget(Node node) {
    Resource target;
    const Node labels = node["labels"];
    target.id = idOf(node["scrapePool"].text(), labels.labels());
    target.type = "prometheus.target";
    target.name = labels["job"].text() + " " + labels["instance"].text();
    target.service = labels["job"].text();
    target.health = healthOf(node["health"].text());
    target.url = node["globalUrl"].text();
    if (const auto error = node["lastError"].text(); !error.empty()) target.attributes["lastError"] = error;
    return target;
}

} // namespace

Task<Done> pollAlerts(Session session) {
    Request request("/api/v1/alerts");
    auto answer = co_await ask(session, request);
    Batch batch(Facet::alert, "*");
    for (const Node& alert : requireList(answer["data"]["alerts"], "alerts"))
        if (alert["state"].text() == "firing") batch.add(mapAlert(alert, session.baseUrl()));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> pollTargets(Session session) {
    Request request("/api/v1/targets");
    request.query("state", "active");
    auto answer = co_await ask(session, request);
    Batch batch(Facet::resource, "*");
    for (const Node& target : requireList(answer["data"]["activeTargets"], "activeTargets"))
        batch.add(mapTarget(target));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::prometheus
