// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_timeline.h"

#include "delivery/deployments.h"
#include "models/plain_text.h"
#include "models/promotions.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace shipglass {

namespace {

/// Deployments before the span that rollbacks are told from.
constexpr std::size_t mostBefore = 10'000;

/// In rising order of what has to be seen first.
int weight(DeploymentStatus status) {
    switch (status) {
    case DeploymentStatus::failure:
        return 4;
    case DeploymentStatus::running:
    case DeploymentStatus::waiting:
    case DeploymentStatus::queued:
        return 3;
    case DeploymentStatus::canceled:
        return 2;
    case DeploymentStatus::unknown:
        return 1;
    case DeploymentStatus::success:
    case DeploymentStatus::inactive:
        break;
    }
    return 0;
}

/// What was there before the span, whatever the query: what came back then was there once.
Result<std::vector<Row>> readBefore(Reader& reader, Selection selection) {
    selection.where = {};
    selection.until = selection.since;
    selection.since.reset();
    selection.limit = mostBefore;
    return delivery::readDeployments(reader, selection);
}

using Lanes = std::map<DeploymentPlace, DeploymentTimeline::Lane>;

/// What the store took for its beginning may lie elsewhere than what the record itself says.
Lanes lanesOf(const std::vector<Row>& shown, const std::set<std::int64_t>& rollbacks, const Selection& span) {
    Lanes lanes;
    for (auto row = shown.rbegin(); row != shown.rend(); ++row) {
        auto deployment = deploymentRow(*row, rollbacks.contains(row->row));
        const auto at = momentOf(deployment);
        if (!at || at < span.since || at >= span.until) continue;
        auto& lane = lanes[placeOf(*row)];
        lane.service = deployment.service;
        lane.environment = deployment.environment;
        lane.deployments.push_back(std::move(deployment));
    }
    for (auto& [place, lane] : lanes)
        std::stable_sort(lane.deployments.begin(), lane.deployments.end(),
                         [](const auto& a, const auto& b) { return momentOf(a) < momentOf(b); });
    return lanes;
}

/// By service, and its environments as versions go through them.
std::vector<DeploymentTimeline::Lane> ordered(Lanes lanes, const Promotions& promotions) {
    std::map<std::string, std::size_t> places;
    for (const auto& environment : promotions.environments()) places.emplace(environment.name, places.size());
    std::vector<std::pair<std::tuple<std::string, std::size_t, std::string>, DeploymentTimeline::Lane>> all;
    for (auto& [place, lane] : lanes) {
        const auto found = places.find(place.environment);
        const auto at = found == places.end() ? places.size() : found->second;
        all.emplace_back(std::tuple(place.service, at, place.environment), std::move(lane));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<DeploymentTimeline::Lane> sorted;
    for (auto& [key, lane] : all) sorted.push_back(std::move(lane));
    return sorted;
}

} // namespace

std::size_t DeploymentTimeline::count() const {
    return std::accumulate(lanes.begin(), lanes.end(), std::size_t{0},
                           [](std::size_t sum, const Lane& lane) { return sum + lane.deployments.size(); });
}

Result<DeploymentTimeline> readTimeline(Reader& reader, Selection selection) {
    selection.withDetails = true;
    selection.limit = DeploymentTimeline::most;
    const auto shown = delivery::readDeployments(reader, selection);
    if (!shown) return shown.error();
    auto before = readBefore(reader, selection);
    if (!before) return before.error();
    const auto known = withoutDoubles(std::move(*before), *shown);
    DeploymentTimeline timeline;
    timeline.lanes =
        ordered(lanesOf(*shown, rollbacksAmong(known), selection), Promotions(shipmentsOf(known)));
    timeline.isCapped = shown->size() >= DeploymentTimeline::most;
    return timeline;
}

double TimelineScale::x(Time time) const {
    const auto whole = static_cast<double>((until - since).count());
    return whole <= 0 ? 0 : static_cast<double>((time - since).count()) / whole * width;
}

std::vector<TimelineMark> marksOf(const DeploymentTimeline::Lane& lane, const TimelineScale& scale,
                                  double least) {
    std::vector<TimelineMark> marks;
    double begin = 0;
    for (std::size_t at = 0; at < lane.deployments.size(); ++at) {
        const auto& deployment = lane.deployments[at];
        const double x = scale.x(*momentOf(deployment));
        if (marks.empty() || x - begin >= least) {
            begin = x;
            marks.push_back({at, at, x, at, deployment.rollback});
            continue;
        }
        auto& mark = marks.back();
        mark.last = at;
        mark.x = (begin + x) / 2;
        mark.rollback = mark.rollback || deployment.rollback;
        if (weight(deployment.status) >= weight(lane.deployments[mark.worst].status)) mark.worst = at;
    }
    return marks;
}

} // namespace shipglass
