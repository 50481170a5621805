// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include "net/text.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace shipglass::git {

namespace {

/// Git's commits hold no NUL, so it parts fields and, by `-z`, commits: whatever stands in a name.
constexpr std::string_view fieldNames = "%H%x00%P%x00%aN%x00%at%x00%ct%x00%s";
constexpr std::size_t fieldCount = 6;

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
    /// The landing itself comes first, then the tip of what it merged.
    std::vector<const Commit*> broughtBy(const Commit& landing) {
        std::vector<const Commit*> found{&landing};
        for (std::size_t next = 0; next < found.size(); ++next)
            for (std::size_t parent = next == 0 ? 1 : 0; parent < found[next]->parents.size(); ++parent)
                if (const Commit* commit = take(found[next]->parents[parent])) found.push_back(commit);
        return found;
    }
    Change change(const Commit& landing) {
        const auto commits = broughtBy(landing);
        Change change;
        change.id = m_clone.name + "@" + landing.sha;
        change.project = change.repository = m_clone.name;
        change.title = plainLine(landing.subject);
        change.author = plainLine(commits[commits.size() > 1 ? 1 : 0]->author);
        if (m_clone.branch != detachedHead) change.branch = m_clone.branch;
        change.commit = landing.sha;
        change.mergedAt = landing.committedAt;
        if (isCut(commits))
            change.attributes["shallow"] = true;
        else
            addCommits(change, commits);
        return change;
    }
    /// Where history is cut off, nobody knows what a landing brought.
    bool isCut(const std::vector<const Commit*>& commits) const {
        return m_clone.shallow && std::any_of(commits.begin(), commits.end(),
                                              [](const Commit* commit) { return commit->parents.empty(); });
    }
    static void addCommits(Change& change, const std::vector<const Commit*>& commits) {
        change.commits.emplace();
        for (const Commit* commit : commits) {
            change.commits->push_back(brought(*commit));
            const bool onlyMerges = commit == commits.front() && commits.size() > 1;
            if (!onlyMerges && commit->authoredAt)
                change.firstCommitAt =
                    std::min(change.firstCommitAt.value_or(*commit->authoredAt), *commit->authoredAt);
        }
    }

    const Clone& m_clone;
    std::unordered_map<std::string, const Commit*> m_known;
    std::vector<const Commit*> m_mainLine;
};

} // namespace

ChangeCommit brought(const Commit& commit) {
    ChangeCommit change;
    change.sha = commit.sha;
    change.authoredAt = commit.authoredAt;
    change.committedAt = commit.committedAt;
    change.merge = commit.parents.size() > 1;
    return change;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<Time> timeOf(std::string_view text) {
    constexpr std::int64_t last = 253'402'300'799; // The end of the year 9999.
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || seconds <= 0 || seconds > last) return std::nullopt;
    return fromEpochSeconds(seconds);
}

std::string logFormat() { return "--format=" + std::string(fieldNames); }

std::vector<Commit> parseLog(std::string_view output) {
    std::vector<Commit> commits;
    const auto fields = split(output, '\0');
    for (std::size_t at = 0; at + fieldCount <= fields.size(); at += fieldCount) {
        Commit commit;
        commit.sha = fields[at];
        for (const std::string_view parent : split(fields[at + 1], ' '))
            if (!parent.empty()) commit.parents.emplace_back(parent);
        commit.author = fields[at + 2];
        commit.authoredAt = timeOf(fields[at + 3]);
        commit.committedAt = timeOf(fields[at + 4]);
        commit.subject = fields[at + 5];
        commits.push_back(std::move(commit));
    }
    return commits;
}

std::vector<Change> landings(const std::vector<Commit>& commits, const Clone& clone) {
    Landings found(commits, clone);
    return found.changes();
}

} // namespace shipglass::git
