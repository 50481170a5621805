// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include <array>

namespace shipglass::git {

namespace {

constexpr std::size_t batchSize = 500;

std::vector<std::string> logArguments(const std::string& range) {
    return {"log", "-z", "--topo-order", "--encoding=UTF-8", logFormat(), "--max-count=50000", range};
}

std::string secondsOf(Time time) { return std::to_string(epochMs(time) / 1000); }

/// The range to read: what came after the last poll, or all of the wanted time where that is lost or never
/// was.
Task<std::vector<std::string>> logRange(Session session, Clone clone, std::string tip) {
    const auto last = session.cursor(Facet::change, clone.name);
    if (last.empty()) {
        auto all = logArguments(tip);
        all.push_back("--since=" + secondsOf(session.since()));
        co_return all;
    }
    std::vector<std::string> ask{"merge-base", "--is-ancestor", last, tip};
    auto known = co_await run(session, clone.path, ask, true).attempt();
    const bool straight = known.ok() && known->exitCode == 0;
    auto arguments = logArguments(straight ? last + ".." + tip : tip);
    if (!straight) arguments.push_back("--since=" + secondsOf(session.since()));
    co_return arguments;
}

Task<Done> handAll(Session session, Clone clone, std::vector<Change> changes) {
    for (std::size_t begin = 0; begin == 0 || begin < changes.size(); begin += batchSize) {
        Batch batch(Facet::change, clone.name);
        const auto end = std::min(begin + batchSize, changes.size());
        for (std::size_t index = begin; index < end; ++index) {
            batch.setCursor(changes[index].commit);
            batch.add(std::move(changes[index]));
        }
        batch.setLast(end == changes.size());
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

} // namespace

Task<Done> pollChanges(Session session, Clone clone) {
    std::vector<std::string> askTip{"rev-parse", "--verify", "--quiet", "--end-of-options",
                                    clone.branch + "^{commit}"};
    auto tip = co_await run(session, clone.path, askTip, true);
    const auto sha = tip.output.substr(0, tip.output.find('\n'));
    std::vector<Change> changes;
    if (!sha.empty() && sha != session.cursor(Facet::change, clone.name)) {
        auto arguments = co_await logRange(session, clone, sha);
        auto log = co_await run(session, clone.path, arguments);
        changes = landings(parseLog(log.output), clone);
    }
    auto done = co_await handAll(session, clone, std::move(changes));
    co_return done;
}

Task<CommitSet> compare(Session session, CommitRange range) {
    for (const auto& path : session.list("repositories")) {
        auto clone = co_await describe(session, path);
        if (clone.name != range.repository) continue;
        std::vector<std::string> askCounts{"rev-list", "--count", "--left-right", "--end-of-options",
                                           range.from + "..." + range.to};
        std::vector<std::string> askLog{
            "log", "-z", "--encoding=UTF-8", logFormat(), "--end-of-options", range.from + ".." + range.to};
        auto counts = co_await run(session, path, askCounts);
        auto log = co_await run(session, path, askLog);
        CommitSet set;
        set.behind = std::strtoll(counts.output.c_str(), nullptr, 10);
        set.ahead =
            std::strtoll(counts.output.c_str() + std::min(counts.output.find('\t') + 1, counts.output.size()),
                         nullptr, 10);
        set.ancestor = set.behind == 0;
        for (const Commit& commit : parseLog(log.output)) {
            ChangeCommit entry;
            entry.sha = commit.sha;
            entry.authoredAt = commit.authoredAt;
            entry.committedAt = commit.committedAt;
            entry.merge = commit.parents.size() > 1;
            set.commits.push_back(std::move(entry));
        }
        co_return set;
    }
    throw Failure(Fault::notFound, "No clone of " + range.repository + " is watched.");
}

} // namespace shipglass::git
