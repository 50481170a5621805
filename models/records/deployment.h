// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"
#include "records/words.h"

#include <array>

namespace shipglass {

enum class DeploymentStatus { unknown, queued, waiting, running, success, failure, canceled, inactive };
template <> struct Words<DeploymentStatus> {
    static constexpr std::array<std::string_view, 8> list{"unknown", "queued",  "waiting",  "running",
                                                          "success", "failure", "canceled", "inactive"};
};

enum class Tier { unknown, production, staging, testing, development, other };
template <> struct Words<Tier> {
    static constexpr std::array<std::string_view, 6> list{"unknown", "production",  "staging",
                                                          "testing", "development", "other"};
};

/// A commit that a deployment newly shipped.
struct RepositoryCommit {
    std::string repository, sha;

    bool operator==(const RepositoryCommit&) const = default;
};
template <SameRecord<RepositoryCommit> C, class Visit> void eachField(C& commit, Visit&& visit) {
    visit("repository", commit.repository);
    visit("sha", commit.sha);
}

/// A version brought to an environment. `finishedAt` is when it first became success, failure or canceled;
/// `inactive` later changes status and history only.
struct Deployment : Common {
    std::string project, environment;
    Tier tier = Tier::unknown;
    std::string version, ref, repository, commit;
    MaybeList<RepositoryCommit> commits;
    DeploymentStatus status = DeploymentStatus::unknown;
    History<DeploymentStatus> history;
    std::string title;
    MaybeList<std::string> labels;
    std::string actor, url, runId;
    std::optional<bool> rollback, unplanned;
    std::optional<Time> createdAt, startedAt, finishedAt;

    bool operator==(const Deployment&) const = default;
};
template <SameRecord<Deployment> D, class Visit> void eachField(D& deployment, Visit&& visit) {
    visit("source", deployment.source);
    visit("id", deployment.id);
    visit("project", deployment.project);
    visit("service", deployment.service);
    visit("environment", deployment.environment);
    visit("tier", deployment.tier);
    visit("version", deployment.version);
    visit("ref", deployment.ref);
    visit("repository", deployment.repository);
    visit("commit", deployment.commit);
    visit("commits", deployment.commits);
    visit("status", deployment.status);
    visit("history", deployment.history);
    visit("title", deployment.title);
    visit("labels", deployment.labels);
    visit("actor", deployment.actor);
    visit("url", deployment.url);
    visit("runId", deployment.runId);
    visit("rollback", deployment.rollback);
    visit("unplanned", deployment.unplanned);
    visit("createdAt", deployment.createdAt);
    visit("startedAt", deployment.startedAt);
    visit("finishedAt", deployment.finishedAt);
    visit("observedAt", deployment.observedAt);
    visit("attributes", deployment.attributes);
}

} // namespace shipglass
