// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/services.h"

#include <map>
#include <set>

namespace shipglass::delivery {

/// What was seen of records that seem to belong together.
struct SeenRecords {
    std::string repository;
    std::string project; ///< Of those that name no repository.
    std::map<std::string, std::int64_t> services, pipelines, tagPrefixes; ///< How often each was seen.
    std::set<std::string> environments, sources;                          ///< Of deployments to somewhere.
    std::string exampleTag;
    std::int64_t deployments = 0, changes = 0, records = 0;

    void add(const Run& run);
    void add(const Deployment& deployment);
    void add(const Change& change);
    void add(const SeenRecords& other);
};

/// Where their deployments would come from, set in the rule: the first of what is reported as deployments, a
/// pipeline whose name says that it deploys, tags that look like versions, and changes. Returns why.
std::string chooseOrigin(const SeenRecords& seen, ServiceRule& rule);

/// What stands before the version in a tag such as `v1.2.0` or `release-3.1`; nothing for other tags.
std::optional<std::string> versionPrefix(const std::string& tag);

} // namespace shipglass::delivery
