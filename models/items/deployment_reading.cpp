// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_reading.h"

#include "delivery/deployments.h"
#include "query/queries.h"

#include <algorithm>

namespace shipglass::deployment_reading {

namespace {

/// Everything that one answer is made from.
struct Material {
    std::vector<Row> all, selected, alerts;
};

Selection wholly(Selection selection, Kind kind, std::size_t limit) {
    selection.kind = kind;
    selection.limit = limit;
    selection.withDetails = true;
    return selection;
}

std::optional<Error> add(Reader& reader, const Selection& selection, std::vector<Row>& rows) {
    auto found = selection.kind == Kind::deployment ? delivery::readDeployments(reader, selection)
                                                    : reader.read(selection);
    if (!found) return found.error();
    rows = std::move(found).value();
    return std::nullopt;
}

std::optional<Error> gather(Reader& reader, const Selection& selection, Material& material) {
    auto all = wholly(selection, Kind::deployment, mostOfAll);
    all.where = {};
    if (const auto error = add(reader, all, material.all)) return error;
    auto open = wholly(selection, Kind::alert, mostOpenAlerts);
    open.where = queries::without("state", "resolved");
    if (const auto error = add(reader, open, material.alerts)) return error;
    if (selection.where.terms.empty()) {
        material.selected.assign(material.all.begin(),
                                 material.all.begin() +
                                     static_cast<std::ptrdiff_t>(std::min(most, material.all.size())));
        return std::nullopt;
    }
    return add(reader, wholly(selection, Kind::deployment, most), material.selected);
}

/// Those of the selection may be older than all that were read without it.
std::set<std::int64_t> rollbacksOf(const Material& material) {
    return rollbacksAmong(withoutDoubles(material.all, material.selected));
}

std::vector<DeploymentRow> rowsOf(const Material& material) {
    const auto rollbacks = rollbacksOf(material);
    std::vector<DeploymentRow> rows;
    for (const Row& row : material.selected) rows.push_back(deploymentRow(row, rollbacks.contains(row.row)));
    // The store knows when a record began; of one that only ended, no more than when it was seen.
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return momentOf(a) > momentOf(b); });
    return rows;
}

} // namespace

Found read(Reader& reader, Selection selection) {
    Found found;
    Material material;
    found.error = gather(reader, selection, material);
    if (found.error) return found;
    std::set<DeploymentPlace> places;
    for (const Row& row : material.selected) places.insert(placeOf(row));
    found.rows = rowsOf(material);
    found.matrix = EnvironmentMatrix::of(material.all, material.alerts).narrowed(places);
    found.isCapped = material.selected.size() >= most;
    found.isAllCapped = material.all.size() >= mostOfAll;
    return found;
}

} // namespace shipglass::deployment_reading
