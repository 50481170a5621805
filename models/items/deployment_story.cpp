// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_story.h"

#include "models/deployment_place.h"
#include "models/lookup.h"
#include "models/queries.h"

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

} // namespace

Result<DeploymentStory> readStory(Reader& reader, const std::string& source, const std::string& id, Time now,
                                  std::optional<Time> asOf) {
    auto row = findRow(reader, Kind::deployment, source, id, now, asOf);
    if (!row) return row.error();
    const auto place = placeOf(*row);
    DeploymentStory story{std::get<Deployment>(row->record), place.service, row->stale, {}, {}};
    Selection selection;
    selection.asOf = asOf;
    selection.now = now;
    if (const auto error = addChanges(reader, selection, story)) return *error;
    if (const auto error = addAlerts(reader, selection, place, story)) return *error;
    return story;
}

} // namespace shipglass
