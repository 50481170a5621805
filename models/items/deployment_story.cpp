// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_story.h"

#include "delivery/deployments.h"
#include "models/deployment_place.h"
#include "query/queries.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t shasAtOnce = 100;

std::vector<std::string> shasOf(const Deployment& deployment) {
    std::vector<std::string> shas;
    if (!deployment.commits) return shas;
    for (const auto& commit : *deployment.commits)
        if (!commit.sha.empty() && shas.size() < DeploymentStory::mostLookedUp) shas.push_back(commit.sha);
    return shas;
}

std::optional<Error> addChanges(Reader& reader, Selection selection, DeploymentStory& story) {
    selection.kind = Kind::change;
    selection.limit = DeploymentStory::mostLookedUp;
    const auto shas = shasOf(story.deployment);
    for (auto from = shas.begin(); from != shas.end();) {
        const auto to = shas.end() - from > std::ptrdiff_t{shasAtOnce} ? from + shasAtOnce : shas.end();
        selection.where = queries::with("commit", {from, to});
        auto rows = reader.read(selection);
        if (!rows) return rows.error();
        for (Row& row : *rows) story.changes.push_back(std::get<Change>(std::move(row.record)));
        from = to;
    }
    std::stable_sort(story.changes.begin(), story.changes.end(),
                     [](const Change& a, const Change& b) { return a.mergedAt > b.mergedAt; });
    return std::nullopt;
}

std::optional<Error> addAlerts(Reader& reader, Selection selection, const DeploymentPlace& place,
                               DeploymentStory& story) {
    const auto arrived = arrivedAt(story.deployment);
    if (!arrived) return std::nullopt;
    selection.kind = Kind::alert;
    selection.limit = DeploymentStory::mostAlerts;
    selection.since = arrived;
    selection.until = *arrived + DeploymentStory::alertWindow;
    const auto rows = reader.read(selection);
    if (!rows) return rows.error();
    for (auto row = rows->rbegin(); row != rows->rend(); ++row)
        if (concerns(*row, place, story.deployment.tier)) story.alerts.push_back(alertRow(*row));
    return std::nullopt;
}

/// Deployments of the same effective service.
query::Query ofServiceOf(const Row& row) {
    const auto& deployment = std::get<Deployment>(row.record);
    if (!row.service.empty()) return queries::exactly("service", row.service);
    if (!deployment.project.empty()) return queries::exactly("project", deployment.project);
    return queries::exactly("repository", deployment.repository);
}

/// The newest deployments of its service, and those of its version, however old.
Result<std::vector<Row>> neighboursOf(Reader& reader, Selection selection, const Row& row) {
    const auto& deployment = std::get<Deployment>(row.record);
    selection.limit = DeploymentStory::mostNeighbours;
    selection.withDetails = true; // Their histories say whether they succeeded.
    selection.where = ofServiceOf(row);
    auto all = delivery::readDeployments(reader, selection);
    if (!all || all->size() < selection.limit) return all;
    selection.where =
        queries::both(selection.where, queries::exactly(deployment.version.empty() ? "commit" : "version",
                                                        versionKey(deployment)));
    auto same = delivery::readDeployments(reader, selection);
    if (!same) return same;
    return withoutDoubles(std::move(*all), std::move(*same));
}

std::optional<Error> addPath(Reader& reader, const Selection& selection, const Row& row,
                             DeploymentStory& story) {
    const auto& version = versionKey(story.deployment);
    if (version.empty() || story.deployment.environment.empty()) return std::nullopt;
    const auto rows = neighboursOf(reader, selection, row);
    if (!rows) return rows.error();
    story.path = stopsOf(version, *rows);
    return std::nullopt;
}

} // namespace

Result<DeploymentStory> readStory(Reader& reader, const std::string& source, const std::string& id, Time now,
                                  std::optional<Time> asOf) {
    auto row = delivery::findDeployment(reader, source, id, now, asOf);
    if (!row) return row.error();
    const auto place = placeOf(*row);
    DeploymentStory story{std::get<Deployment>(row->record), place.service, row->stale, {}, {}, {}};
    Selection selection;
    selection.asOf = asOf;
    selection.now = now;
    if (const auto error = addChanges(reader, selection, story)) return *error;
    if (const auto error = addAlerts(reader, selection, place, story)) return *error;
    if (const auto error = addPath(reader, selection, *row, story)) return *error;
    return story;
}

} // namespace shipglass
