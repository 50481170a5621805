// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/incidents/pagerduty/pagerduty.h"

#include "net/all.h"
#include "net/pages.h"

#include <algorithm>
#include <sstream>

namespace shipglass::pagerduty {

namespace {

constexpr std::size_t pageSize = 100;
/// Behind this many rows the server refuses an offset.
constexpr std::size_t mostPages = 10'000 / pageSize;
constexpr std::size_t mostWindows = 1000;
/// A longer range is refused.
constexpr std::chrono::hours longestRange{24 * 179};
constexpr std::chrono::hours overlap{24};

/// What a poll leaves for the next: when it was, and which incidents were open.
struct Progress {
    std::optional<Time> at;
    std::vector<std::string> open;

    static Progress parse(const std::string& cursor) {
        std::istringstream words(cursor);
        std::string word;
        Progress progress;
        if (words >> word) progress.at = parseTime(word);
        while (words >> word) progress.open.push_back(word);
        return progress;
    }
};

bool hasId(Node row) { return row["id"].hasWords(); }

/// Each incident once, as it was read last, and how many rows they come from.
struct Incidents {
    std::map<std::string, Alert> byId;
    RowCount count;

    void add(std::vector<Node> rows) {
        for (const Node& row : readable(std::move(rows), count, hasId)) {
            Alert alert = mapIncident(row);
            byId.insert_or_assign(alert.id, std::move(alert));
        }
    }
    void add(Incidents more) {
        more.byId.merge(byId);
        byId.swap(more.byId);
        count += more.count;
    }
};

Request incidentList(const Session& session) {
    auto request = to("/incidents");
    for (const auto& team : session.list("teams")) request.query("team_ids[]", team);
    for (const auto& service : session.list("services")) request.query("service_ids[]", service);
    request.query("sort_by", "created_at:asc");
    return request;
}

/// What is open, whenever it began.
Task<Incidents> readOpen(Session session) {
    auto request = incidentList(session);
    request.query("statuses[]", "triggered").query("statuses[]", "acknowledged").query("date_range", "all");
    auto paging = Paging::offset("/incidents", "offset", "limit", pageSize);
    auto pages = co_await readAll(session.pages(request, paging.atMost(mostPages)));
    Incidents incidents;
    for (const Json& page : pages) incidents.add(page["incidents"].items());
    co_return incidents;
}

/// Where the next page of resolved incidents begins.
struct Position {
    Time since;
    std::size_t offset = 0;
};

/// Nobody says whether `since` is part of the range, so a page begins a second earlier.
Position behind(const Position& position, const std::vector<Node>& rows) {
    Time newest = position.since;
    for (const Node& row : rows) newest = std::max(newest, row["created_at"].time().value_or(newest));
    const Time next = newest - Seconds{1};
    if (next <= position.since) return Position{position.since, position.offset + rows.size()};
    return Position{next};
}

/// Resolved incidents that began since then. Each page begins where the one before ended, since offsets have
/// an end; they count only within one second.
Task<Incidents> readResolved(Session session, Time since) {
    Incidents incidents;
    Position position{since};
    for (std::size_t pages = 1;; ++pages) {
        auto request = incidentList(session);
        request.query("statuses[]", "resolved").query("since", formatTime(position.since));
        request.query("limit", std::to_string(pageSize)).query("offset", std::to_string(position.offset));
        auto page = co_await session.json(request);
        const auto rows = requireList(page["incidents"], "incidents");
        incidents.add(rows);
        const bool more = page["more"].boolean().value_or(rows.size() == pageSize) && !rows.empty();
        if (!more) co_return incidents;
        if (pages == mostWindows) throw Failure(Fault::tooLarge, "the list of resolved incidents never ends");
        position = behind(position, rows);
    }
}

Task<Json> readOne(Session session, std::string id) {
    return session.json(to("/incidents/" + percentEncode(id)));
}

/// Incidents that were open and are on neither list: they began long ago and have ended since.
Task<Incidents> readEnded(Session session, std::vector<std::string> ids) {
    std::vector<Task<Json>> reading;
    for (const auto& id : ids) reading.push_back(readOne(session, id));
    auto read = co_await all(std::move(reading), session.atOnce());
    Incidents incidents;
    for (const auto& answer : read) {
        if (!answer && answer.error().fault == Fault::notFound) continue;
        if (!answer) throw Failure(answer.error());
        incidents.add(std::vector<Node>(1, (*answer)["incident"]));
    }
    co_return incidents;
}

Batch batchOf(Incidents incidents, Time now) {
    Batch batch(Facet::alert, "*");
    batch.rowCount() = incidents.count;
    std::string cursor = formatTime(now);
    for (auto& [id, alert] : incidents.byId) {
        if (alert.state != AlertState::resolved) cursor += " " + id;
        batch.add(std::move(alert));
    }
    batch.setCursor(std::move(cursor)).setLast();
    return batch;
}

} // namespace

Task<Done> pollIncidents(Session session) {
    const auto before = Progress::parse(session.cursor(Facet::alert, "*"));
    const Time since = before.at ? *before.at - overlap : session.since();
    auto incidents = co_await readOpen(session);
    auto resolved = co_await readResolved(session, std::max(since, session.now() - longestRange));
    incidents.add(std::move(resolved));
    std::vector<std::string> missing;
    for (const auto& id : before.open)
        if (!incidents.byId.contains(id)) missing.push_back(id);
    auto ended = co_await readEnded(session, missing);
    incidents.add(std::move(ended));
    co_await session.hand(batchOf(std::move(incidents), session.now()));
    co_return Done();
}

Task<Done> pollServices(Session session) {
    auto request = to("/services");
    for (const auto& team : session.list("teams")) request.query("team_ids[]", team);
    const auto wanted = session.list("services");
    auto paging = Paging::offset("/services", "offset", "limit", pageSize);
    auto pages = co_await readAll(session.pages(request, paging.atMost(mostPages)));
    Batch batch(Facet::resource, "*");
    for (const Json& page : pages)
        for (const Node& service : readable(page["services"].items(), batch.rowCount(), hasId)) {
            const auto id = service["id"].text();
            const bool watched =
                wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
            if (watched) batch.add(mapService(service));
        }
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::pagerduty
