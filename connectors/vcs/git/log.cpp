// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace shipglass::git {

namespace {

constexpr char fieldEnd = '\x1f';

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<Time> epoch(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds == 0) return std::nullopt;
    return fromEpochSeconds(seconds);
}

ChangeCommit brought(const Commit& commit) {
    ChangeCommit change;
    change.sha = commit.sha;
    change.authoredAt = commit.authoredAt;
    change.committedAt = commit.committedAt;
    change.merge = commit.parents.size() > 1;
    return change;
}

/// Assigns every commit to the landing that brought it first.
class Landings {
public:
    Landings(const std::vector<Commit>& commits, const Clone& clone) : m_clone(clone) {
        for (const Commit& commit : commits) m_known.emplace(commit.sha, &commit);
        if (!commits.empty()) walkMainLine(commits.front().sha);
    }
    std::vector<Change> changes() {
        std::vector<Change> changes;
        for (auto landing = m_mainLine.rbegin(); landing != m_mainLine.rend(); ++landing)
            changes.push_back(change(**landing));
        return changes;
    }

private:
    void walkMainLine(const std::string& tip) {
        for (const Commit* commit = take(tip); commit;
             commit = commit->parents.empty() ? nullptr : take(commit->parents.front()))
            m_mainLine.push_back(commit);
    }
    /// The commit, if it is in range and nobody took it before.
    const Commit* take(const std::string& sha) {
        const auto found = m_known.find(sha);
        if (found == m_known.end()) return nullptr;
        const Commit* commit = found->second;
        m_known.erase(found);
        return commit;
    }
    std::vector<const Commit*> broughtBy(const Commit& landing) {
        std::vector<const Commit*> found{&landing};
        for (std::size_t next = 0; next < found.size(); ++next)
            for (std::size_t parent = next == 0 ? 1 : 0; parent < found[next]->parents.size(); ++parent)
                if (const Commit* commit = take(found[next]->parents[parent])) found.push_back(commit);
        return found;
    }
    Change change(const Commit& landing) {
        const auto commits = broughtBy(landing);
        const Commit& author = commits.size() > 1 ? *commits[1] : landing;
        Change change;
        change.id = landing.sha;
        change.project = change.repository = m_clone.name;
        change.title = landing.subject;
        change.author = author.author;
        change.branch = m_clone.branch;
        change.commit = landing.sha;
        change.mergedAt = landing.committedAt;
        change.commits.emplace();
        for (const Commit* commit : commits) {
            change.commits->push_back(brought(*commit));
            const bool own = commit == &landing && commits.size() > 1;
            if (!own && commit->authoredAt)
                change.firstCommitAt =
                    std::min(change.firstCommitAt.value_or(*commit->authoredAt), *commit->authoredAt);
        }
        return change;
    }

    const Clone& m_clone;
    std::unordered_map<std::string, const Commit*> m_known;
    std::vector<const Commit*> m_mainLine;
};

} // namespace

std::string logFormat() { return "--format=%H%x1f%P%x1f%aN%x1f%at%x1f%ct%x1f%s"; }

std::vector<Commit> parseLog(std::string_view output) {
    std::vector<Commit> commits;
    for (const std::string_view record : split(output, '\0')) {
        const auto fields = split(record, fieldEnd);
        if (fields.size() < 6 || fields[0].size() < 40) continue;
        Commit commit;
        commit.sha = fields[0];
        for (const std::string_view parent : split(fields[1], ' '))
            if (!parent.empty()) commit.parents.emplace_back(parent);
        commit.author = fields[2];
        commit.authoredAt = epoch(fields[3]);
        commit.committedAt = epoch(fields[4]);
        commit.subject = fields[5];
        commits.push_back(std::move(commit));
    }
    return commits;
}

std::vector<Change> landings(const std::vector<Commit>& commits, const Clone& clone) {
    Landings found(commits, clone);
    return found.changes();
}

} // namespace shipglass::git
