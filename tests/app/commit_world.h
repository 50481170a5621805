// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/compared.h"
#include "poll/commit_round.h"
#include "support/fake_process.h"

#include <QTest>

namespace shipglass::testing {

/// Who was asked for what, as `source from..to`.
inline std::vector<std::string> asked;
/// What comparing fails with instead of answering.
inline std::optional<Error> refusal;

inline CommitSet setOf(const CommitRange& range, Time authoredAt) {
    CommitSet set;
    ChangeCommit commit;
    commit.sha = range.to, commit.authoredAt = authoredAt, commit.committedAt = authoredAt,
    commit.merge = false;
    set.commits.push_back(commit);
    set.ahead = 1;
    return set;
}

/// As a clone does: without a request.
inline Task<CommitSet> compareHere(Session session, CommitRange range) {
    asked.push_back(session.source() + " " + range.from + ".." + range.to);
    if (refusal) throw Failure(*refusal);
    co_return setOf(range, session.now() - std::chrono::hours(30));
}

/// As a server does.
inline Task<CommitSet> compareThere(Session session, CommitRange range) {
    asked.push_back(session.source() + " " + range.from + ".." + range.to);
    Request request("/compare/" + range.from + "..." + range.to);
    auto answer = co_await session.json(request);
    co_return setOf(range, answer["authoredAt"].time().value_or(Time{}));
}

/// Two deployments a poll, of which the second lacks its commits.
inline Task<Done> pollsDeployments(Session session) {
    Batch batch(Facet::deployment, "acme/web");
    for (const int number : {1, 2}) {
        Deployment made;
        made.id = "d" + std::to_string(number), made.project = made.repository = "acme/web";
        made.environment = "production", made.status = DeploymentStatus::success;
        made.commit = "a" + std::to_string(number);
        made.finishedAt = made.createdAt =
            session.since() + std::chrono::days(60) + std::chrono::hours(number);
        made.history = {{*made.finishedAt, made.status, false}};
        batch.add(std::move(made));
    }
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// Watches the repository, and has nothing new.
inline Task<Done> pollsNothing(Session session) {
    Batch batch(Facet::change, "acme/web");
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

inline Connector commitConnector(Task<Done> (*poll)(Session),
                                 Task<CommitSet> (*compare)(Session, CommitRange), bool http) {
    Connector made = fakeConnector(poll);
    made.http = http;
    made.compare = compare;
    return made;
}
inline const Connector deploys = commitConnector(pollsDeployments, nullptr, true),
                       localClone = commitConnector(pollsNothing, compareHere, false),
                       remoteServer = commitConnector(pollsNothing, compareThere, true),
                       deploysAndCompares = commitConnector(pollsDeployments, compareThere, true);

/// A deployment as the history has it.
inline Deployment deployment(FakeProcess& process, const std::string& source, const std::string& id) {
    return std::get<Deployment>(process.store->reader()
                                    .find(Kind::deployment, source, id, process.place.clock->now())
                                    .orThrow()
                                    .record);
}

inline std::string shas(const Deployment& deployment) {
    if (!deployment.commits) return "unknown";
    std::string all;
    for (const auto& commit : *deployment.commits) all += commit.repository + "@" + commit.sha + " ";
    return all;
}

} // namespace shipglass::testing
