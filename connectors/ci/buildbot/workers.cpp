// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <algorithm>

namespace shipglass::buildbot {

namespace {

bool isWorker(Node row) { return row["workerid"].integer().has_value(); }
bool isRequest(Node row) { return row["builderid"].integer().has_value(); }

ResourceHealth healthOf(Node worker) {
    if (!worker["connected_to"].isArray()) return ResourceHealth::unknown;
    if (worker["connected_to"].size() == 0) return ResourceHealth::down;
    const auto paused = worker["paused"].boolean(), graceful = worker["graceful"].boolean();
    if (!paused || !graceful) return ResourceHealth::unknown;
    return *paused || *graceful ? ResourceHealth::degraded : ResourceHealth::up;
}

Resource mapWorker(Node worker, const std::string& site) {
    Resource resource;
    resource.id = "worker/" + worker["workerid"].text();
    resource.type = "buildbot.worker";
    resource.name = worker["name"].text();
    resource.health = healthOf(worker);
    resource.version = worker["workerinfo"]["version"].text();
    resource.url = site + "/#/workers/" + worker["workerid"].text();
    return resource;
}

/// The rows that can be read of a list.
struct Rows {
    RowCount count; ///< Before the list, which is made while it counts.
    std::vector<Node> list;

    Rows(Node rows, const char* name, bool (*canBeRead)(Node))
        : list(readable(requireList(rows, name), count, canBeRead)) {}
    bool whole() const { return count.unreadable == 0; }
};

/// The best health among a builder's workers: one of them is enough to build.
ResourceHealth healthOf(Node builder, const Rows& workers) {
    auto best = workers.whole() ? ResourceHealth::down : ResourceHealth::unknown;
    for (const Node& worker : workers.list) {
        const auto places = worker["configured_on"].items();
        const bool builds = std::any_of(places.begin(), places.end(), [&](Node place) {
            return place["builderid"].integer() == builder["builderid"].integer();
        });
        const auto health = healthOf(worker);
        if (builds && health == ResourceHealth::up) return health;
        if (builds && health != ResourceHealth::down) best = health;
    }
    return best;
}

/// What cannot be counted is left out, rather than told to be less than it is.
void applyWaiting(Resource& resource, Node builder, const Rows& requests) {
    if (!requests.whole()) return;
    std::int64_t waiting = 0;
    std::optional<Time> oldest;
    for (const Node& request : requests.list) {
        if (request["builderid"].integer() != builder["builderid"].integer()) continue;
        ++waiting;
        const auto since = request["submitted_at"].epochSeconds();
        if (since && (!oldest || *since < *oldest)) oldest = since;
    }
    resource.attributes["waiting"] = waiting;
    if (oldest) resource.attributes["waitingSince"] = formatTime(*oldest);
}

Resource mapBuilder(Node builder, const Rows& workers, const Rows& requests, const std::string& site) {
    Resource resource;
    resource.id = "builder/" + builder["builderid"].text();
    resource.type = "buildbot.builder";
    resource.name = builder["name"].text();
    resource.health = healthOf(builder, workers);
    resource.url = site + "/#/builders/" + builder["builderid"].text();
    applyWaiting(resource, builder, requests);
    return resource;
}

} // namespace

Task<Done> pollWorkers(Session session, Builders builders) {
    Request askWorkers("/api/v2/workers");
    auto workers = co_await session.json(askWorkers);
    const Rows rows(workers["workers"], "workers", isWorker);
    Request askWaiting("/api/v2/buildrequests");
    askWaiting.query("claimed", "false").query("complete", "false");
    auto waiting = co_await session.json(askWaiting);
    const Rows requests(waiting["buildrequests"], "buildrequests", isRequest);
    Batch batch(Facet::resource, "*");
    batch.rowCount() += builders.rowCount();
    batch.rowCount() += rows.count;
    batch.rowCount() += requests.count;
    for (const Node& worker : rows.list) batch.add(mapWorker(worker, session.baseUrl()));
    // A builder of no master is history: it was taken out of the configuration.
    for (const Node& builder : builders.rows())
        if (builder["masterids"].size() > 0)
            batch.add(mapBuilder(builder, rows, requests, session.baseUrl()));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::buildbot
