// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

namespace shipglass::buildbot {

namespace {

ResourceHealth healthOf(Node worker) {
    if (worker["connected_to"].size() == 0) return ResourceHealth::down;
    return worker["paused"].boolean().value_or(false) ? ResourceHealth::degraded : ResourceHealth::up;
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

} // namespace

Task<Done> pollWorkers(Session session) {
    Request request("/api/v2/workers");
    auto answer = co_await session.json(request);
    Batch batch(Facet::resource, "*");
    for (const Node& worker : answer["workers"].items())
        if (worker["workerid"].exists()) batch.add(mapWorker(worker, session.baseUrl()));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::buildbot
