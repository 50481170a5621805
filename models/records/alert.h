// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"
#include "records/words.h"

#include <array>

namespace shipglass {

/// In rising order of urgency, `unknown` aside.
enum class Severity { unknown, info, warning, high, critical };
template <> struct Words<Severity> {
    static constexpr std::array<std::string_view, 5> list{"unknown", "info", "warning", "high", "critical"};
};

enum class AlertState { firing, acknowledged, silenced, resolved };
template <> struct Words<AlertState> {
    static constexpr std::array<std::string_view, 4> list{"firing", "acknowledged", "silenced", "resolved"};
};

/// One episode of an alert or incident, from firing to resolved; `key` is the system's own id of what recurs.
struct Alert : Common {
    std::string key, title;
    Severity severity = Severity::unknown;
    AlertState state = AlertState::firing;
    std::string environment, repository;
    std::optional<bool> incident; ///< True for what people declare or are paged for.
    std::string incidentId;
    std::optional<Time> startedAt, acknowledgedAt;
    std::string acknowledgedBy;
    std::optional<Time> silencedUntil, resolvedAt;
    std::string deploymentId, commit, version;
    Labels labels, annotations;
    std::string url, runbookUrl;
    MaybeList<std::string> links; ///< Other systems' keys for the same thing.
    History<AlertState> history;

    bool operator==(const Alert&) const = default;
};
template <SameRecord<Alert> A, class Visit> void eachField(A& alert, Visit&& visit) {
    visit("source", alert.source);
    visit("id", alert.id);
    visit("key", alert.key);
    visit("title", alert.title);
    visit("severity", alert.severity);
    visit("state", alert.state);
    visit("service", alert.service);
    visit("environment", alert.environment);
    visit("repository", alert.repository);
    visit("incident", alert.incident);
    visit("incidentId", alert.incidentId);
    visit("startedAt", alert.startedAt);
    visit("acknowledgedAt", alert.acknowledgedAt);
    visit("acknowledgedBy", alert.acknowledgedBy);
    visit("silencedUntil", alert.silencedUntil);
    visit("resolvedAt", alert.resolvedAt);
    visit("deploymentId", alert.deploymentId);
    visit("commit", alert.commit);
    visit("version", alert.version);
    visit("labels", alert.labels);
    visit("annotations", alert.annotations);
    visit("url", alert.url);
    visit("runbookUrl", alert.runbookUrl);
    visit("links", alert.links);
    visit("history", alert.history);
    visit("observedAt", alert.observedAt);
    visit("attributes", alert.attributes);
}

} // namespace shipglass
