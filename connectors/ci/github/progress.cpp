// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/progress.h"

#include "net/node.h"

namespace shipglass::github {

Progress Progress::parse(std::string_view cursor) {
    Progress progress;
    const auto json = Json::parse(cursor);
    if (!json) return progress;
    progress.newest = (*json)["newest"].integer().value_or(0);
    progress.oldest = (*json)["oldest"].integer().value_or(0);
    progress.updated = (*json)["updated"].integer().value_or(0);
    progress.filled = (*json)["filled"].boolean().value_or(false);
    for (const Node& id : (*json)["open"].items())
        if (id.integer()) progress.open.insert(*id.integer());
    return progress;
}

std::string Progress::format() const {
    std::string ids;
    for (const std::int64_t id : open) ids += (ids.empty() ? "" : ",") + std::to_string(id);
    return R"({"newest":)" + std::to_string(newest) + R"(,"oldest":)" + std::to_string(oldest) +
           R"(,"updated":)" + std::to_string(updated) + R"(,"filled":)" + (filled ? "true" : "false") +
           R"(,"open":[)" + ids + "]}";
}

} // namespace shipglass::github
