// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"
#include "records/words.h"

#include <array>

namespace shipglass {

enum class ResourceHealth { unknown, up, degraded, down };
template <> struct Words<ResourceHealth> {
    static constexpr std::array<std::string_view, 4> list{"unknown", "up", "degraded", "down"};
};

/// Something that runs: a worker, a target, a cluster member. `type` is `<kind>.<thing>`, as
/// `buildbot.worker`.
struct Resource : Common {
    std::string type, name, region;
    ResourceHealth health = ResourceHealth::unknown;
    std::string parentId, version, url;
    std::optional<Time> removedAt;
    History<ResourceHealth> history;

    bool operator==(const Resource&) const = default;
};
template <SameRecord<Resource> R, class Visit> void eachField(R& resource, Visit&& visit) {
    visit("source", resource.source);
    visit("id", resource.id);
    visit("type", resource.type);
    visit("name", resource.name);
    visit("service", resource.service);
    visit("region", resource.region);
    visit("health", resource.health);
    visit("parentId", resource.parentId);
    visit("version", resource.version);
    visit("url", resource.url);
    visit("removedAt", resource.removedAt);
    visit("history", resource.history);
    visit("observedAt", resource.observedAt);
    visit("attributes", resource.attributes);
}

} // namespace shipglass
