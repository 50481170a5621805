// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <algorithm>

namespace shipglass::buildbot {

namespace {

bool isTrue(Node value) { return value.boolean().value_or(false); }

ResourceHealth healthOf(Node worker) {
    if (!worker["connected_to"].isArray()) return ResourceHealth::unknown;
    if (worker["connected_to"].size() == 0) return ResourceHealth::down;
    const bool leaving = isTrue(worker["paused"]) || isTrue(worker["graceful"]);
    return leaving ? ResourceHealth::degraded : ResourceHealth::up;
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

/// The best health among a builder's workers: one of them is enough to build.
ResourceHealth healthOf(Node builder, const std::vector<Node>& workers) {
    auto best = ResourceHealth::down;
    for (const Node& worker : workers) {
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

void applyWaiting(Resource& resource, Node builder, const std::vector<Node>& requests) {
    std::int64_t waiting = 0;
    std::optional<Time> oldest;
    for (const Node& request : requests) {
        if (request["builderid"].integer() != builder["builderid"].integer()) continue;
        ++waiting;
        const auto since = request["submitted_at"].epochSeconds();
        if (since && (!oldest || *since < *oldest)) oldest = since;
    }
    resource.attributes["waiting"] = waiting;
    if (oldest) resource.attributes["waitingSince"] = formatTime(*oldest);
}

Resource mapBuilder(Node builder, const std::vector<Node>& workers, const std::vector<Node>& requests,
                    const std::string& site) {
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
    const auto rows = requireList(workers["workers"], "workers");
    Request askWaiting("/api/v2/buildrequests");
    askWaiting.query("claimed", "false").query("complete", "false");
    auto waiting = co_await session.json(askWaiting);
    const auto requests = requireList(waiting["buildrequests"], "buildrequests");
    Batch batch(Facet::resource, "*");
    for (const Node& worker : rows)
        if (worker["workerid"].exists()) batch.add(mapWorker(worker, session.baseUrl()));
    // A builder of no master is history: it was taken out of the configuration.
    for (const Node& builder : builders.rows())
        if (builder["masterids"].size() > 0)
            batch.add(mapBuilder(builder, rows, requests, session.baseUrl()));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::buildbot
