// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <set>

namespace shipglass::buildbot {

namespace {

std::map<std::int64_t, Node> byId(const std::vector<Node>& rows, std::string_view key) {
    std::map<std::int64_t, Node> found;
    for (const Node& row : rows)
        if (const auto id = row[key].integer()) found[*id] = row;
    return found;
}

Node find(const std::map<std::int64_t, Node>& rows, Node id) {
    const auto found = rows.find(id.integer().value_or(-1));
    return found == rows.end() ? Node() : found->second;
}

/// Asks for the rows of a list that other rows point to; nothing is asked when they point to none.
Task<Json> readPointed(Session session, std::string list, std::string id, std::set<std::int64_t> wanted) {
    if (wanted.empty()) co_return Json();
    Request request("/api/v2/" + list);
    for (const std::int64_t one : wanted) request.query(id + "__eq", std::to_string(one));
    auto answer = co_await session.json(request);
    requireList(answer[list], list);
    co_return answer;
}

std::set<std::int64_t> idsIn(Node rows, std::string_view key) {
    std::set<std::int64_t> ids;
    for (const Node& row : rows.items())
        if (const auto id = row[key].integer()) ids.insert(*id);
    return ids;
}

} // namespace

Origins::Origins(Json requests, Json sets)
    : m_requests(std::move(requests)), m_sets(std::move(sets)),
      m_requestById(byId(m_requests["buildrequests"].items(), "buildrequestid")),
      m_setById(byId(m_sets["buildsets"].items(), "bsid")) {}

Node Origins::request(Node build) const { return find(m_requestById, build["buildrequestid"]); }
Node Origins::buildset(Node build) const { return find(m_setById, request(build)["buildsetid"]); }

Task<Origins> readOrigins(Session session, Json builds) {
    const auto requestIds = idsIn(builds["builds"], "buildrequestid");
    auto requests = co_await readPointed(session, "buildrequests", "buildrequestid", requestIds);
    const auto setIds = idsIn(requests["buildrequests"], "buildsetid");
    auto sets = co_await readPointed(session, "buildsets", "bsid", setIds);
    co_return Origins(requests, sets);
}

} // namespace shipglass::buildbot
