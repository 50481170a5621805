// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/incidents/pagerduty/pagerduty.h"

#include "records/severity_words.h"

namespace shipglass::pagerduty {

namespace {

/// A reference to a priority has a summary only.
std::string priorityOf(Node incident) {
    const auto name = incident["priority"]["name"].text();
    return name.empty() ? incident["priority"]["summary"].text() : name;
}

Severity severityOf(const std::string& priority, const std::string& urgency) {
    const auto named = severityOfWord(priority);
    if (named != Severity::unknown) return named;
    return urgency == "high" ? Severity::high : urgency == "low" ? Severity::info : Severity::unknown;
}

AlertState stateOf(const std::string& word) {
    if (word == "resolved") return AlertState::resolved;
    return word == "acknowledged" ? AlertState::acknowledged : AlertState::firing;
}

void applyAcknowledgements(Alert& alert, Node acknowledgements) {
    for (const Node& acknowledgement : acknowledgements.items()) {
        const auto at = acknowledgement["at"].time();
        if (!at || (alert.acknowledgedAt && *at < *alert.acknowledgedAt)) continue;
        alert.acknowledgedAt = at;
        alert.acknowledgedBy = acknowledgement["acknowledger"]["summary"].text();
    }
}

/// A snoozed incident is an acknowledged one that will trigger again.
std::optional<Time> snoozedUntil(Node incident) {
    for (const Node& action : incident["pending_actions"].items())
        if (action["type"].text() == "unacknowledge") return action["at"].time();
    return std::nullopt;
}

void applyState(Alert& alert, Node incident) {
    const auto word = incident["status"].text();
    alert.state = stateOf(word);
    alert.attributes["rawStatus"] = word;
    if (alert.state != AlertState::firing) applyAcknowledgements(alert, incident["acknowledgements"]);
    if (alert.state == AlertState::acknowledged) alert.silencedUntil = snoozedUntil(incident);
    if (alert.state != AlertState::resolved) return;
    alert.resolvedAt = incident["resolved_at"].time();
    if (!alert.resolvedAt) alert.resolvedAt = incident["last_status_change_at"].time();
}

ResourceHealth healthOf(const std::string& word) {
    if (word == "active") return ResourceHealth::up;
    if (word == "warning") return ResourceHealth::degraded;
    return word == "critical" ? ResourceHealth::down : ResourceHealth::unknown;
}

} // namespace

Alert mapIncident(Node incident) {
    Alert alert;
    alert.id = alert.key = incident["id"].text();
    alert.title = incident["title"].text();
    const auto priority = priorityOf(incident), urgency = incident["urgency"].text();
    alert.severity = severityOf(priority, urgency);
    if (!priority.empty()) alert.attributes["priority"] = priority;
    if (!urgency.empty()) alert.attributes["urgency"] = urgency;
    alert.service = incident["service"]["summary"].text();
    alert.incident = true;
    alert.startedAt = incident["created_at"].time();
    applyState(alert, incident);
    alert.url = incident["html_url"].text();
    if (const auto key = incident["incident_key"].text(); !key.empty())
        alert.links = std::vector<std::string>(1, key);
    return alert;
}

Resource mapService(Node service) {
    Resource resource;
    resource.id = service["id"].text();
    resource.type = "pagerduty.service";
    resource.name = resource.service = service["name"].text();
    resource.health = healthOf(service["status"].text());
    resource.attributes["rawStatus"] = service["status"].text();
    resource.url = service["html_url"].text();
    return resource;
}

} // namespace shipglass::pagerduty
