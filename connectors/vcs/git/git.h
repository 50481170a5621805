// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Git connector: it reads clones on this machine through `git` and never changes them.
namespace shipglass::git {

/// A clone: where it lies and what its repository is called (`acme/web` by its origin, else the folder's
/// name).
struct Clone {
    std::string path, name, branch;
};

/// One commit of `git log`.
struct Commit {
    std::string sha, author, subject;
    std::vector<std::string> parents;
    std::optional<Time> authoredAt, committedAt;
};

/// Runs `git` so that nothing of the repository's own configuration is executed. `acceptOne`: exit code 1 is
/// an answer too. Other exit codes are Errors with git's own words.
Task<CommandResult> run(Session session, std::string path, std::vector<std::string> arguments,
                        bool acceptOne = false);

Task<Clone> describe(Session session, std::string path);

/// The format option that parseLog() reads, and its reader; a record that is not whole is left out.
std::string logFormat();
std::vector<Commit> parseLog(std::string_view output);

/// What landed on the main line: the first-parent chain from the newest of `commits` (newest first), each
/// with the commits that it brought. Oldest first.
std::vector<Change> landings(const std::vector<Commit>& commits, const Clone& clone);

/// The commits that landed since the last poll, as changes.
Task<Done> pollChanges(Session session, Clone clone);
/// Tags as releases: deployments without an environment, which a service may count as its own.
Task<Done> pollTags(Session session, Clone clone);
Task<CommitSet> compare(Session session, CommitRange range);

} // namespace shipglass::git
