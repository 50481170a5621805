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

/// A change that such a deployment brought, whose one commit was written so many hours before that.
inline Change written(const std::string& sha, int hoursAgo, int hoursBefore = 2) {
    Change change;
    change.source = "git", change.id = change.commit = sha, change.service = "web";
    change.title = "Change " + sha;
    change.firstCommitAt = worldNow() - std::chrono::hours(hoursAgo + hoursBefore);
    change.openedAt = worldNow() - std::chrono::hours(hoursAgo + 1);
    change.mergedAt = worldNow() - std::chrono::hours(hoursAgo);
    ChangeCommit commit;
    commit.sha = sha;
    commit.authoredAt = change.firstCommitAt;
    change.commits.emplace();
    change.commits->push_back(commit);
    return change;
}

/// A deployment of `web` that brought one commit.
inline Deployment shippedWith(const std::string& id, int hoursAgo, const std::string& sha) {
    auto made = shipped(id, hoursAgo);
    made.commits.emplace();
    made.commits->push_back({"acme/web", sha});
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
        const auto sha = "c" + std::to_string(number);
        reader.put(shippedWith(std::to_string(number), hoursAgo, sha));
        reader.put(written(sha, hoursAgo));
        if (number % 5 == 0) reader.put(broken("i" + std::to_string(number), hoursAgo - 1));
    }
    reader.put(shipped("a1", 30, "api"));
    reader.put(shipped("a2", 60, "api"));
}

/// A deployment of `web` thirty hours ago, whose commit had waited for three days.
inline void shipLate(FakeReader& reader) {
    reader.put(shippedWith("late", 30, "waited"));
    reader.put(written("waited", 30, 72));
}

} // namespace shipglass
