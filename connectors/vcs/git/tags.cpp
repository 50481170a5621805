// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/vcs/git/git.h"

#include "net/text.h"

namespace shipglass::git {

namespace {

constexpr const char* tagFormat =
    "--format=%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00"
    "%(creatordate:unix)%00%(taggername)%00%(contents:subject)";
constexpr std::size_t fieldCount = 8;

/// An annotated tag names its commit apart; its date is the tagger's, a light tag's the committer's. Tags of
/// what is no commit are no releases; of a tag that is put on a tag git does not say the commit.
std::optional<Deployment> mapTag(std::string_view line, const Clone& clone) {
    const auto fields = split(line, '\0');
    if (fields.size() < fieldCount) return std::nullopt;
    const bool light = fields[1] == "commit";
    const auto type = light ? fields[1] : fields[3];
    if (type != "commit" && type != "tag") return std::nullopt;
    const std::string name(fields[0]);
    Deployment release;
    release.id = clone.name + "@" + name;
    release.project = release.repository = clone.name;
    release.version = name;
    release.ref = "refs/tags/" + name;
    if (type == "commit") release.commit = light ? fields[2] : fields[4];
    release.status = DeploymentStatus::success;
    release.createdAt = release.finishedAt = timeOf(fields[5]);
    release.actor = plainLine(fields[6]);
    release.title = plainLine(fields[7]);
    return release;
}

} // namespace

Task<Done> pollTags(Session session, Clone clone) {
    std::vector<std::string> ask{"for-each-ref", "--sort=-creatordate", "--count=2000", tagFormat,
                                 "refs/tags"};
    auto listed = co_await run(session, clone.path, ask);
    Batch batch(Facet::deployment, clone.name);
    for (const std::string_view line : split(listed.output, '\n'))
        if (auto release = mapTag(line, clone)) batch.add(std::move(*release));
    batch.setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace shipglass::git
