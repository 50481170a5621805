// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_outcomes.h"

#include "delivery/deployments.h"
#include "delivery/marks.h"
#include "models/deployment_row.h"

#include <algorithm>

namespace shipglass {

namespace {

RunStatus statusOf(dora::Outcome outcome) {
    switch (outcome) {
    case dora::Outcome::success:
        return RunStatus::success;
    case dora::Outcome::failure:
        return RunStatus::failure;
    case dora::Outcome::canceled:
        return RunStatus::canceled;
    case dora::Outcome::unfinished:
        break;
    }
    return RunStatus::unknown;
}

std::int64_t medianOf(std::vector<std::int64_t> lengths) {
    if (lengths.empty()) return -1;
    std::sort(lengths.begin(), lengths.end());
    const auto half = lengths.size() / 2;
    return lengths.size() % 2 == 1 ? lengths[half] : (lengths[half - 1] + lengths[half]) / 2;
}

} // namespace

std::vector<Reader::DayOutcome> countOutcomes(const std::vector<Row>& deployments) {
    struct Counted {
        std::int64_t count = 0;
        std::vector<std::int64_t> lengths;
    };
    std::map<std::pair<std::int64_t, RunStatus>, Counted> days;
    for (const Row& stored : deployments) {
        const auto row = deploymentRow(stored, false);
        const auto day =
            std::chrono::floor<std::chrono::days>(momentOf(row).value_or(fromEpochMs(stored.began)));
        auto& counted =
            days[{epochMs(day), statusOf(delivery::outcomeOf(std::get<Deployment>(stored.record)))}];
        ++counted.count;
        if (row.startedAt && row.finishedAt)
            counted.lengths.push_back((*row.finishedAt - *row.startedAt).count());
    }
    std::vector<Reader::DayOutcome> outcomes;
    for (auto& [key, counted] : days)
        outcomes.push_back({key.first, key.second, counted.count, medianOf(std::move(counted.lengths))});
    return outcomes;
}

Result<DeploymentOutcomes> readOutcomes(Reader& reader, Selection selection) {
    selection.limit = DeploymentOutcomes::most;
    selection.withDetails = true;
    const auto rows = delivery::readDeployments(reader, selection);
    if (!rows) return rows.error();
    return DeploymentOutcomes{countOutcomes(*rows), rows->size() >= DeploymentOutcomes::most};
}

} // namespace shipglass
