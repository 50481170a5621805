// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

namespace shipglass::jenkins {

namespace {

ResourceHealth healthOf(Node node) {
    const auto offline = node["offline"].boolean();
    if (!offline) return ResourceHealth::unknown;
    if (!*offline) return ResourceHealth::up;
    const bool byPerson = node["temporarilyOffline"].boolean().value_or(false);
    return byPerson ? ResourceHealth::degraded : ResourceHealth::down;
}

bool isNode(Node node) { return node["displayName"].hasWords(); }

Resource mapNode(Node node) {
    Resource resource;
    resource.id = "node/" + node["displayName"].text();
    resource.type = "jenkins.node";
    resource.name = node["displayName"].text();
    resource.health = healthOf(node);
    if (const auto executors = node["numExecutors"].integer()) resource.attributes["executors"] = *executors;
    if (const auto reason = node["offlineCauseReason"].text(); !reason.empty())
        resource.attributes["reason"] = reason;
    return resource;
}

bool isItem(Node item) { return item["inQueueSince"].epochMillis() && item["stuck"].boolean(); }

/// What waits has no build number yet, so it is no run: the queue is shown as a whole, with the reason that
/// Jenkins gives for the item that has waited longest.
Resource mapQueue(const std::vector<Node>& items) {
    std::int64_t stuck = 0;
    std::optional<Time> oldest;
    Resource resource;
    for (const Node& item : items) {
        if (item["stuck"].boolean().value_or(false)) ++stuck;
        const auto since = item["inQueueSince"].epochMillis();
        if (!since || (oldest && *oldest <= *since)) continue;
        oldest = since;
        resource.attributes["waitingSince"] = formatTime(*since);
        resource.attributes["reason"] = item["why"].text();
    }
    resource.id = "queue";
    resource.type = "jenkins.queue";
    resource.name = "Build queue";
    resource.health = stuck > 0 ? ResourceHealth::degraded : ResourceHealth::up;
    resource.attributes["waiting"] = static_cast<std::int64_t>(items.size());
    resource.attributes["stuck"] = stuck;
    return resource;
}

} // namespace

Task<Done> pollNodes(Session session) {
    Request request("/computer/api/json");
    request.query("tree", "computer[displayName,offline,temporarilyOffline,offlineCauseReason,numExecutors]");
    auto answer = co_await session.json(request);
    Batch batch(Facet::resource, "*");
    for (const Node& node : readable(requireList(answer["computer"], "computer"), batch.rowCount(), isNode))
        batch.add(mapNode(node));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

Task<Done> pollQueue(Session session) {
    Request request("/queue/api/json");
    request.query("tree", "items[inQueueSince,stuck,why]");
    auto answer = co_await session.json(request);
    RowCount count;
    const auto items = readable(requireList(answer["items"], "items"), count, isItem);
    // All items make one record: with some of them, the queue would look shorter than it is.
    if (count.unreadable > 0) throw Failure(unreadableError(count, "items of the queue"));
    Batch batch(Facet::resource, "queue");
    batch.add(mapQueue(items));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::jenkins
