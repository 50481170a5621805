// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"

namespace shipglass {

/// A commit that a change brought.
struct ChangeCommit {
    std::string sha;
    std::optional<Time> authoredAt, committedAt;
    std::optional<bool> merge;

    bool operator==(const ChangeCommit&) const = default;
};
template <SameRecord<ChangeCommit> C, class Visit> void eachField(C& commit, Visit&& visit) {
    visit("sha", commit.sha);
    visit("authoredAt", commit.authoredAt);
    visit("committedAt", commit.committedAt);
    visit("merge", commit.merge);
}

/// A merged pull or merge request, or a commit on the main line. `commit` is what landed.
struct Change : Common {
    std::string project, repository, title, author, branch;
    MaybeList<std::string> labels;
    std::string commit;
    MaybeList<ChangeCommit> commits;
    std::optional<Time> firstCommitAt, openedAt, reviewedAt, approvedAt, mergedAt;
    std::string deploymentId, url;

    bool operator==(const Change&) const = default;
};
template <SameRecord<Change> C, class Visit> void eachField(C& change, Visit&& visit) {
    visit("source", change.source);
    visit("id", change.id);
    visit("project", change.project);
    visit("repository", change.repository);
    visit("service", change.service);
    visit("title", change.title);
    visit("author", change.author);
    visit("branch", change.branch);
    visit("labels", change.labels);
    visit("commit", change.commit);
    visit("commits", change.commits);
    visit("firstCommitAt", change.firstCommitAt);
    visit("openedAt", change.openedAt);
    visit("reviewedAt", change.reviewedAt);
    visit("approvedAt", change.approvedAt);
    visit("mergedAt", change.mergedAt);
    visit("deploymentId", change.deploymentId);
    visit("url", change.url);
    visit("observedAt", change.observedAt);
    visit("attributes", change.attributes);
}

} // namespace shipglass
