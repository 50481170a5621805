// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include <charconv>

namespace shipglass::git {

namespace {

constexpr const char* tagFormat = "--format=%(refname:strip=2)%1f%(objectname)%1f%(*objectname)%1f%("
                                  "creatordate:unix)%1f%(taggername)%1f%(contents:subject)";

std::string_view takeField(std::string_view& line) {
    const auto end = line.find('\x1f');
    const auto field = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return field;
}

/// An annotated tag names its commit apart; its date is the tagger's, a light tag's the committer's.
Deployment mapTag(std::string_view line, const Clone& clone) {
    Deployment release;
    const std::string name(takeField(line));
    const std::string object(takeField(line)), peeled(takeField(line));
    const std::string date(takeField(line));
    release.id = clone.name + "@" + name;
    release.project = release.repository = clone.name;
    release.version = name;
    release.ref = "refs/tags/" + name;
    release.commit = peeled.empty() ? object : peeled;
    release.status = DeploymentStatus::success;
    release.actor = takeField(line);
    release.title = takeField(line);
    std::int64_t seconds = 0;
    std::from_chars(date.data(), date.data() + date.size(), seconds);
    if (seconds != 0) release.createdAt = release.finishedAt = fromEpochSeconds(seconds);
    return release;
}

} // namespace

Task<Done> pollTags(Session session, Clone clone) {
    std::vector<std::string> ask{"for-each-ref", "--sort=-creatordate", "--count=2000", tagFormat,
                                 "refs/tags"};
    auto listed = co_await run(session, clone.path, ask);
    Batch batch(Facet::deployment, clone.name);
    std::string_view rest = listed.output;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (end > 0) batch.add(mapTag(rest.substr(0, end), clone));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::git
