// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_call.h"

#include "codec/json.h"

namespace shipglass {

namespace {

using nlohmann::json;

template <class Function> Function required(Function function, const std::string& verb) {
    if (!function) throw Failure(Fault::config, "the connector has no " + verb);
    return function;
}

json recordList(const std::vector<Record>& records) {
    json list = json::array();
    for (const auto& record : records) list.push_back(recordJson(record));
    return list;
}

json toJson(const Health& health) {
    json facets = json::object();
    for (const auto& [facet, answer] : health.facets) facets[std::string(word(facet))] = answer;
    return {{"version", health.version}, {"identity", health.identity}, {"facets", facets}};
}
json toJson(const Outcome& outcome) { return {{"message", outcome.message}}; }
json toJson(const Detail& detail) {
    return {{"record", recordJson(detail.record)}, {"more", recordList(detail.more)}};
}
json toJson(const LogPage& page) {
    json lines = json::array();
    for (const auto& line : page.lines) lines.push_back(recordJson(line));
    json answer{{"text", page.text}, {"nextOffset", page.nextOffset}, {"ended", page.ended}};
    if (!lines.empty()) answer["lines"] = lines;
    return answer;
}
json toJson(const CommitSet& set) {
    json answer{{"commits", json::array()}, {"ahead", set.ahead}, {"behind", set.behind}};
    if (set.ancestor) answer["ancestor"] = *set.ancestor;
    for (const auto& commit : set.commits) {
        json one{{"sha", commit.sha}};
        if (commit.authoredAt) one["authoredAt"] = formatTime(*commit.authoredAt);
        if (commit.committedAt) one["committedAt"] = formatTime(*commit.committedAt);
        if (commit.merge) one["merge"] = *commit.merge;
        answer["commits"].push_back(one);
    }
    return answer;
}
json toJson(const SeriesSet& set) {
    json list = json::array();
    for (const auto& metric : set) list.push_back(recordJson(metric));
    return {{"series", list}};
}

template <class T> Task<json> asJson(Task<T> task) {
    auto answer = co_await std::move(task);
    json document = toJson(answer);
    co_return document;
}

} // namespace

json recordJson(const Record& record) { return json::parse(toJson(record)); }

CaseCall::CaseCall(const Connector& connector, json call)
    : m_connector(connector), m_call(std::move(call)), m_verb(text("verb")) {
    for (const auto& action : m_connector.actions)
        if (action.verb == m_verb && (!m_call.contains("record") || action.facet == kindOf(record())))
            m_action = &action;
}

std::string CaseCall::text(const char* key) const { return m_call.value(key, std::string()); }
Time CaseCall::time(const char* key) const { return parseTime(text(key)).value_or(Time{}); }

Record CaseCall::record() const {
    const json given = m_call.value("record", json());
    return fromJson(given.dump()).orThrow();
}

Task<json> CaseCall::start(Session session) const {
    if (m_action) {
        ActionCall call;
        call.record = record();
        call.duration = parseDuration(text("for"));
        call.comment = text("comment");
        call.who = text("who");
        call.options = m_call.value("options", std::map<std::string, std::string>());
        return asJson(m_action->run(session, std::move(call)));
    }
    if (m_verb == "probe") return asJson(required(m_connector.probe, m_verb)(session));
    if (m_verb == "detail") return asJson(required(m_connector.detail, m_verb)(session, Ref{record()}));
    if (m_verb == "log") {
        const LogRef log{std::get<Run>(record()), text("stage"), m_call.value("offset", std::int64_t(0))};
        return asJson(required(m_connector.log, m_verb)(session, log));
    }
    if (m_verb == "compare") {
        const CommitRange range{text("repository"), text("from"), text("to")};
        return asJson(required(m_connector.compare, m_verb)(session, range));
    }
    if (m_verb == "query") {
        MetricQuery query{text("text"), time("since"), time("until")};
        query.step = parseDuration(text("step")).value_or(query.step);
        return asJson(required(m_connector.query, m_verb)(session, query));
    }
    if (m_verb == "search") {
        const LogQuery query{text("text"), time("since"), time("until"),
                             m_call.value("limit", std::size_t(1000))};
        return asJson(required(m_connector.search, m_verb)(session, query));
    }
    throw Failure(Fault::config, "the connector has no " + m_verb);
}

} // namespace shipglass
