// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"

/// The parts of the Git connector: it reads clones on this machine through `git` and never changes them.
namespace shipglass::git {

/// A clone: where it lies, what its repository is called, and the main line to follow. `shallow`: its history
/// is cut off, so a commit without parents may have some.
struct Clone {
    std::string path, name, branch;
    bool shallow = false;
};

/// One commit of `git log`. Times that git cannot say, or no calendar holds, are unknown.
struct Commit {
    std::string sha, author, subject;
    std::vector<std::string> parents;
    std::optional<Time> authoredAt, committedAt;
};

/// What stands for the main line where HEAD points to no branch.
inline constexpr std::string_view detachedHead = "HEAD";

/// Runs `git` so that nothing of the repository's own configuration is executed. `acceptOne`: exit code 1 is
/// an answer too. Other exit codes are Errors with git's own words.
Task<CommandResult> run(Session session, std::string path, std::vector<std::string> arguments,
                        bool acceptOne = false);

/// Name and main line of a clone; throws what git says where there is none.
Task<Clone> describe(Session session, std::string path);
Task<bool> isShallow(Session session, std::string path);

/// `acme/web` of `git@host:acme/web.git` and `https://host/acme/web`: all of the path on the server, since
/// groups may nest, but only the last two folders of a path on this machine. Holds no credential of the
/// address.
std::string nameOfRemote(std::string url);

std::vector<std::string_view> split(std::string_view text, char separator);
std::optional<Time> timeOf(std::string_view epochSeconds);

/// The format option that parseLog() reads, and its reader.
std::string logFormat();
std::vector<Commit> parseLog(std::string_view output);
ChangeCommit brought(const Commit& commit);

/// What landed on the main line: the first-parent chain from the newest of `commits` (newest first), each
/// with the commits that it brought. Oldest first.
std::vector<Change> landings(const std::vector<Commit>& commits, const Clone& clone);

/// The commits that landed since the last poll, as changes.
Task<Done> pollChanges(Session session, Clone clone);
/// Tags as releases: deployments without an environment, which a service may count as its own.
Task<Done> pollTags(Session session, Clone clone);
Task<CommitSet> compare(Session session, CommitRange range);

} // namespace shipglass::git
