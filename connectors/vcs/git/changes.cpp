// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include <sstream>

namespace shipglass::git {

namespace {

constexpr std::size_t batchSize = 500;

/// The commits of a range or of all history, newest first. Not cut by git's `--since`: that hides everything
/// behind one commit with a wrong clock, and what a merge brought from before that day.
Task<std::vector<Commit>> readLog(Session session, std::string path, std::string range) {
    std::vector<std::string> arguments{
        "log", "-z", "--encoding=UTF-8", logFormat(), "--max-count=50000", "--end-of-options", range};
    auto log = co_await run(session, path, arguments);
    co_return parseLog(log.output);
}

/// Empty where nothing was ever committed; a branch that the configuration names has to be there.
Task<std::string> readTip(Session session, Clone clone) {
    std::vector<std::string> ask{"rev-parse", "--verify", "--quiet", "--end-of-options",
                                 clone.branch + "^{commit}"};
    auto tip = co_await run(session, clone.path, ask, true);
    if (tip.exitCode != 0 && !session.setting("branch").empty())
        throw Failure(Fault::notFound, "There is no branch " + clone.branch + " in " + clone.name + ".");
    co_return tip.output.substr(0, tip.output.find('\n'));
}

/// Whether the last poll's commit is still part of the history; after a forced push it is not.
Task<bool> goesOn(Session session, Clone clone, std::string tip) {
    const auto last = session.cursor(Facet::change, clone.name);
    if (last.empty()) co_return false;
    std::vector<std::string> ask{"merge-base", "--is-ancestor", last, tip};
    auto known = co_await run(session, clone.path, ask, true).attempt();
    co_return known.ok() && known->exitCode == 0;
}

/// What came after the last poll, or all of the wanted time where that is lost or never was.
Task<std::vector<Change>> newChanges(Session session, Clone clone, std::string tip) {
    const bool straight = co_await goesOn(session, clone, tip);
    const auto last = session.cursor(Facet::change, clone.name);
    clone.shallow = co_await isShallow(session, clone.path);
    std::string range = straight ? last + ".." + tip : tip;
    auto commits = co_await readLog(session, clone.path, std::move(range));
    auto changes = landings(commits, clone);
    if (!straight)
        std::erase_if(changes, [oldest = session.since()](const Change& change) {
            return change.mergedAt && *change.mergedAt < oldest;
        });
    co_return changes;
}

Task<Done> handAll(Session session, Clone clone, std::vector<Change> changes, std::string tip) {
    for (std::size_t begin = 0; begin == 0 || begin < changes.size(); begin += batchSize) {
        Batch batch(Facet::change, clone.name);
        const auto end = std::min(begin + batchSize, changes.size());
        for (std::size_t index = begin; index < end; ++index) {
            batch.setCursor(changes[index].commit);
            batch.add(std::move(changes[index]));
        }
        batch.setLast(end == changes.size());
        if (batch.last() && !tip.empty()) batch.setCursor(tip);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

/// A clone that cannot be read does not hide the others.
Task<Clone> findClone(Session session, std::string repository) {
    for (const auto& path : session.list("repositories")) {
        auto clone = co_await describe(session, path).attempt();
        if (clone.ok() && clone->name == repository) co_return *clone;
    }
    throw Failure(Fault::notFound, "No clone of " + repository + " is watched.");
}

/// A set without commits: how far both ends lie apart.
Task<CommitSet> countApart(Session session, std::string path, CommitRange range) {
    std::vector<std::string> ask{"rev-list", "--count", "--left-right", "--end-of-options",
                                 range.from + "..." + range.to};
    auto counts = co_await run(session, path, ask);
    CommitSet set;
    std::istringstream(counts.output) >> set.behind >> set.ahead;
    set.ancestor = set.behind == 0;
    co_return set;
}

} // namespace

Task<Done> pollChanges(Session session, Clone clone) {
    auto tip = co_await readTip(session, clone);
    std::vector<Change> changes;
    if (!tip.empty() && tip != session.cursor(Facet::change, clone.name))
        changes = co_await newChanges(session, clone, tip);
    auto done = co_await handAll(session, clone, std::move(changes), tip);
    co_return done;
}

Task<CommitSet> compare(Session session, CommitRange range) {
    auto clone = co_await findClone(session, range.repository);
    auto set = co_await countApart(session, clone.path, range);
    const bool shallow = co_await isShallow(session, clone.path);
    if (shallow && set.behind != 0)
        throw Failure(Fault::unsupported, "The clone of " + clone.name + " is shallow: how " + range.from +
                                              " and " + range.to + " part lies in what it left out.");
    std::string newer = range.from + ".." + range.to;
    auto commits = co_await readLog(session, clone.path, std::move(newer));
    for (const Commit& commit : commits) set.commits.push_back(brought(commit));
    co_return set;
}

} // namespace shipglass::git
