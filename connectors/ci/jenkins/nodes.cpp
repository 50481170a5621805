// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

namespace shipglass::jenkins {

namespace {

Resource mapNode(Node node) {
    Resource resource;
    resource.id = "node/" + node["displayName"].text();
    resource.type = "jenkins.node";
    resource.name = node["displayName"].text();
    const bool offline = node["offline"].boolean().value_or(false);
    const bool byPerson = node["temporarilyOffline"].boolean().value_or(false);
    resource.health = !offline   ? ResourceHealth::up
                      : byPerson ? ResourceHealth::degraded
                                 : ResourceHealth::down;
    if (const auto executors = node["numExecutors"].integer()) resource.attributes["executors"] = *executors;
    if (const auto reason = node["offlineCauseReason"].text(); !reason.empty())
        resource.attributes["reason"] = reason;
    return resource;
}

} // namespace

Task<Done> pollNodes(Session session) {
    Request request("/computer/api/json");
    request.query("tree", "computer[displayName,offline,temporarilyOffline,offlineCauseReason,numExecutors]");
    auto answer = co_await session.json(request);
    Batch batch(Facet::resource, "*");
    for (const Node& node : answer["computer"].items()) batch.add(mapNode(node));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::jenkins
