// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include "net/pages.h"

#include <algorithm>
#include <array>

namespace shipglass::gitlab {

namespace {

struct Mapped {
    std::string_view word;
    Severity severity;
};
constexpr std::array severities{Mapped{"CRITICAL", Severity::critical}, Mapped{"HIGH", Severity::high},
                                Mapped{"MEDIUM", Severity::warning}, Mapped{"LOW", Severity::info}};

Severity severityOf(const std::string& word) {
    const auto found = std::find_if(severities.begin(), severities.end(),
                                    [&](const Mapped& entry) { return entry.word == word; });
    return found == severities.end() ? Severity::unknown : found->severity;
}

/// A scoped label is a key and a value: `service::web`.
void addLabel(Labels& labels, const std::string& label) {
    const auto scope = label.rfind("::");
    if (scope == std::string::npos)
        labels[label] = "true";
    else
        labels[label.substr(0, scope)] = label.substr(scope + 2);
}

Task<std::vector<Json>> readIncidents(Session session, Request request) {
    request.query("issue_type", "incident").query("scope", "all").query("per_page", "100");
    return readAll(session.pages(request, Paging::linkHeader()));
}

bool isIncident(Node node) { return node["iid"].integer().has_value(); }

void addIncidents(Batch& batch, const std::vector<Json>& pages) {
    for (const Json& page : pages) {
        const auto rows = requireList(page.root(), "incidents");
        for (const Node& node : readable(rows, batch.rowCount(), isIncident))
            batch.add(mapIncident(node, batch.scope()));
    }
}

} // namespace

Alert mapIncident(Node node, const std::string& project) {
    Alert alert;
    alert.id = alert.key = project + "#" + node["iid"].text();
    alert.title = node["title"].text();
    alert.severity = severityOf(node["severity"].text());
    alert.state = node["state"].text() == "closed" ? AlertState::resolved : AlertState::firing;
    alert.attributes["rawStatus"] = node["state"].text();
    alert.repository = project;
    alert.incident = true;
    alert.startedAt = node["created_at"].time();
    if (alert.state == AlertState::resolved) alert.resolvedAt = node["closed_at"].time();
    for (const auto& label : node["labels"].texts()) addLabel(alert.labels, label);
    alert.url = node["web_url"].text();
    return alert;
}

Task<Done> pollIncidents(Session session, std::string project) {
    auto askOpen = to(project, "/issues");
    askOpen.query("state", "opened");
    auto askClosed = to(project, "/issues");
    // A day's overlap: an incident that is closed and missed once is still reported with its own end.
    const Time since = watermark(session, Facet::alert, project) - std::chrono::hours{24};
    askClosed.query("state", "closed")
        .query("updated_after", formatTime(fromEpochMs(epochMs(since) / 3'600'000 * 3'600'000)));
    auto open = co_await readIncidents(session, askOpen);
    auto closed = co_await readIncidents(session, askClosed);
    Batch batch(Facet::alert, project);
    addIncidents(batch, open);
    addIncidents(batch, closed);
    batch.setCursor(formatTime(session.now())).setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::gitlab
