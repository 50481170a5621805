// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/live_terms.h"
#include "models/fake_history.h"

namespace shipglass {

/// A deployment of a service to production that finished so many hours before worldNow().
inline Deployment shipped(const std::string& id, int hoursAgo, const std::string& service = "web",
                          const std::string& version = "") {
    auto made = makeDeployment(id, "production", version.empty() ? "v" + id : version, 60 * hoursAgo);
    made.service = service;
    made.tier = Tier::production;
    return made;
}

/// An incident of `web` that began so many hours before worldNow() and lasted three.
inline Alert broken(const std::string& id, int hoursAgo) {
    auto made = makeAlert(id, Severity::critical, AlertState::resolved, 60 * hoursAgo);
    made.source = "pager";
    made.service = "web";
    made.incident = true;
    made.resolvedAt = *made.startedAt + std::chrono::hours(3);
    return made;
}

/// Ten weeks of a deployment every three days, of which every fifth had an incident an hour later; each
/// brought a commit that was written two hours before. Another service was deployed twice.
inline void fillDora(FakeReader& reader) {
    constexpr int day = 24;
    for (int number = 0; number < 24; ++number) {
        const int hoursAgo = 2 * day + number * 3 * day;
        auto deployment = shipped(std::to_string(number), hoursAgo);
        const auto sha = "c" + std::to_string(number);
        deployment.commits.emplace();
        deployment.commits->push_back({"acme/web", sha});
        reader.put(deployment);
        Change change;
        change.source = "git", change.id = change.commit = sha, change.service = "web";
        change.title = "Change " + sha;
        change.firstCommitAt = worldNow() - std::chrono::hours(hoursAgo + 2);
        change.openedAt = worldNow() - std::chrono::hours(hoursAgo + 1);
        change.mergedAt = worldNow() - std::chrono::hours(hoursAgo);
        ChangeCommit commit;
        commit.sha = sha;
        commit.authoredAt = change.firstCommitAt;
        change.commits.emplace();
        change.commits->push_back(commit);
        reader.put(change);
        if (number % 5 == 0) reader.put(broken("i" + std::to_string(number), hoursAgo - 1));
    }
    reader.put(shipped("a1", 30, "api"));
    reader.put(shipped("a2", 60, "api"));
}

} // namespace shipglass
