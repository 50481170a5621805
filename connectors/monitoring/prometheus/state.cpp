// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/monitoring/prometheus/prometheus.h"

#include "net/prometheus_labels.h"

#include <algorithm>

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

bool hasLabels(Node node) {
    const auto labels = node["labels"].members();
    const auto isText = [](const auto& label) { return label.second.isString(); };
    return !labels.empty() && std::all_of(labels.begin(), labels.end(), isText);
}

/// Alerts are told apart by their labels, and only what is pending is known not to fire.
bool isAlert(Node node) {
    const auto state = node["state"].text();
    const bool known = state == "firing" || state == "pending" || state == "inactive";
    return known && hasLabels(node);
}

ResourceHealth healthOf(const std::string& word) {
    if (word == "up") return ResourceHealth::up;
    return word == "down" ? ResourceHealth::down : ResourceHealth::unknown;
}

bool isTarget(Node node) { return node["scrapePool"].hasWords() && hasLabels(node); }

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
    const auto alerts = requireList(answer["data"]["alerts"], "alerts");
    for (const Node& alert : readable(alerts, batch.rowCount(), isAlert))
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
    const auto targets = requireList(answer["data"]["activeTargets"], "activeTargets");
    for (const Node& target : readable(targets, batch.rowCount(), isTarget)) batch.add(mapTarget(target));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::prometheus
