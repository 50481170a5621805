// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/incidents/pagerduty/pagerduty.h"

#include "net/pages.h"

#include <algorithm>
#include <array>

namespace shipglass::pagerduty {

namespace {

struct Mapped {
    std::string_view word;
    AlertState state;
};
/// Entries that move an incident from one state to another; a snooze acknowledges.
constexpr std::array moves{
    Mapped{"trigger_log_entry", AlertState::firing}, Mapped{"unacknowledge_log_entry", AlertState::firing},
    Mapped{"acknowledge_log_entry", AlertState::acknowledged},
    Mapped{"snooze_log_entry", AlertState::acknowledged}, Mapped{"resolve_log_entry", AlertState::resolved}};

/// The entries that moved the incident, oldest first.
std::vector<Node> movesOf(const std::vector<Json>& pages) {
    std::vector<Node> entries;
    for (const Json& page : pages)
        for (const Node& entry : page["log_entries"].items())
            if (entry["created_at"].time()) entries.push_back(entry);
    std::stable_sort(entries.begin(), entries.end(), [](const Node& a, const Node& b) {
        return *a["created_at"].time() < *b["created_at"].time();
    });
    return entries;
}

/// A resolved incident no longer says who acknowledged it; its log does.
void applyLog(Alert& alert, const std::vector<Node>& entries) {
    for (const Node& entry : entries) {
        const auto type = entry["type"].text();
        const auto at = *entry["created_at"].time();
        const auto move =
            std::find_if(moves.begin(), moves.end(), [&](const Mapped& one) { return one.word == type; });
        if (move == moves.end()) continue;
        if (alert.history.empty() || alert.history.back().status != move->state)
            alert.history.push_back(Moment<AlertState>{at, move->state, false});
        if (type != "acknowledge_log_entry" || alert.state == AlertState::firing) continue;
        alert.acknowledgedAt = at;
        alert.acknowledgedBy = entry["agent"]["summary"].text();
    }
}

/// The keys of the alerts fold other systems' alerts under the incident; the first link is the runbook.
void applyAlerts(Alert& alert, const std::vector<Json>& pages) {
    auto links = alert.links.value_or(std::vector<std::string>());
    for (const Json& page : pages)
        for (const Node& one : page["alerts"].items()) {
            const auto key = one["alert_key"].text();
            if (!key.empty() && std::find(links.begin(), links.end(), key) == links.end())
                links.push_back(key);
            for (const Node& context : one["body"]["contexts"].items())
                if (alert.runbookUrl.empty()) alert.runbookUrl = context["href"].text();
        }
    alert.links = std::move(links);
}

Task<std::vector<Json>> readPages(Session session, Request request, std::string list) {
    request.forPerson();
    auto pages = co_await readAll(session.pages(request, Paging::offset("/" + list, "offset", "limit", 100)));
    co_return pages;
}

} // namespace

Task<Detail> readDetail(Session session, Ref ref) {
    if (!std::holds_alternative<Alert>(ref.record))
        throw Failure(Fault::unsupported, "PagerDuty has no more of this record");
    const auto path = "/incidents/" + percentEncode(std::get<Alert>(ref.record).id);
    auto askLog = to(path + "/log_entries");
    askLog.query("is_overview", "true");
    auto answer = co_await session.json(to(path).forPerson());
    auto log = co_await readPages(session, askLog, "log_entries");
    auto alerts = co_await readPages(session, to(path + "/alerts"), "alerts");
    Alert alert = mapIncident(answer["incident"]);
    applyLog(alert, movesOf(log));
    applyAlerts(alert, alerts);
    Detail detail;
    detail.record = std::move(alert);
    co_return detail;
}

} // namespace shipglass::pagerduty
