// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/once.h"

#include "net/all.h"
#include "poll/commit_round.h"

#include <nlohmann/json.hpp>

namespace shipglass {

namespace {

using nlohmann::ordered_json;

PollOrder orderFor(const PolledSource& source, const OnceOrder& once, const Clock* clock) {
    PollOrder order;
    order.source = source;
    order.asked = order.waitForHolder = true;
    order.since = once.since;
    order.progress = once.progress;
    order.settle = [source, clock](const PollReport& report, const SourceState& stored) {
        return stateAfter(source, report, stored, clock->now());
    };
    return order;
}

ordered_json toJson(const Error& error) { return {{"fault", word(error.fault)}, {"message", error.message}}; }

ordered_json toJson(const ScopeReport& scope) {
    ordered_json json{{"facet", word(scope.facet)}, {"scope", scope.scope}, {"ok", !scope.error}};
    if (scope.error) json["error"] = toJson(*scope.error);
    return json;
}

ordered_json toJson(const PollReport& report) {
    ordered_json json{{"source", report.source}, {"kind", report.kind}, {"ok", report.ok()}};
    if (report.error) json["error"] = toJson(*report.error);
    json["records"] = ordered_json::object();
    for (const auto& [kind, count] : report.records) json["records"][std::string(word(kind))] = count;
    json["scopes"] = ordered_json::array();
    for (const auto& scope : report.scopes) json["scopes"].push_back(toJson(scope));
    json["requests"] = report.requests;
    json["notModified"] = report.notModified;
    json["bytes"] = report.bytes;
    json["ms"] = (report.endedAt - report.startedAt).count();
    return json;
}

/// Nobody comes back in a minute: more than a poller asks at once, but not for ever.
CommitOrder commitOrder(const OnceOrder& once, std::vector<PolledSource> sources) {
    CommitOrder order;
    order.sources = std::move(sources);
    order.delivery = once.delivery;
    order.mostLocal = 500;
    order.mostRemote = 50;
    order.longest = Millis(60'000);
    return order;
}

/// What was asked beside the polls costs as well. A history that fails here has failed the polls before.
Task<std::vector<PollReport>> withCommits(PollPlace place, CommitOrder order,
                                          std::vector<PollReport> reports) {
    auto filling = fillCommits(place, std::move(order));
    const auto round = co_await std::move(filling).attempt();
    if (!round) co_return reports;
    for (const auto& [source, usage] : round->usage)
        for (auto& report : reports)
            if (report.source == source) {
                report.requests += usage.requests;
                report.notModified += usage.notModified;
                report.bytes += usage.bytes;
            }
    co_return reports;
}

} // namespace

Task<std::vector<PollReport>> pollOnce(PollPlace place, OnceOrder order) {
    std::vector<PolledSource> enabled;
    for (const auto& source : order.sources)
        if (source.plan.enabled) enabled.push_back(source);
    std::vector<Task<PollEnd>> polls;
    for (const auto& source : enabled)
        polls.push_back(pollSource(place, orderFor(source, order, place.clock)));
    const std::size_t atOnce = polls.size();
    auto ends = co_await all(std::move(polls), atOnce);
    std::vector<PollReport> reports;
    for (std::size_t i = 0; i < ends.size(); ++i)
        reports.push_back(ends[i] ? std::move(ends[i]->report)
                                  : unpolled(enabled[i], place.clock->now(), ends[i].error()));
    auto asking = withCommits(place, commitOrder(order, std::move(enabled)), std::move(reports));
    auto all = co_await std::move(asking);
    co_return all;
}

std::string toJson(const std::vector<PollReport>& reports) {
    ordered_json list = ordered_json::array();
    for (const auto& report : reports) list.push_back(toJson(report));
    return list.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace shipglass
