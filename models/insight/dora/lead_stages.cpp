// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/lead_stages.h"

namespace shipglass::dora {

namespace {

Figure figure(std::vector<std::int64_t> spans, std::size_t negative) {
    Figure made;
    made.n = spans.size();
    made.negative = negative;
    if (spans.empty()) {
        made.reason = "no change has both ends of it";
        return made;
    }
    setDistribution(spans, Average::median, made);
    return made;
}

} // namespace

std::array<Figure, kStages> leadStages(const Study& study, Window window) {
    std::array<std::vector<std::int64_t>, kStages> spans;
    std::array<std::size_t, kStages> negative{};
    const auto shipped = shippedBy(study.facts, study.timeline);
    for (Row row = 0; row < shipped.size(); ++row) {
        if (shipped[row] == kNone || !window.holds(study.delivery(shipped[row]).at)) continue;
        const ChangeRow& change = study.facts.changes[row];
        const Ms reviewed = change.approvedAt != kUnknown ? change.approvedAt : change.reviewedAt;
        const std::array<Ms, kStages + 1> ends{change.firstCommitAt, change.openedAt, reviewed,
                                               change.mergedAt, study.delivery(shipped[row]).at};
        for (std::size_t stage = 0; stage < kStages; ++stage) {
            if (ends[stage] == kUnknown || ends[stage + 1] == kUnknown) continue;
            const Ms span = ends[stage + 1] - ends[stage];
            if (span < 0)
                ++negative[stage];
            else
                spans[stage].push_back(span);
        }
    }
    std::array<Figure, kStages> made;
    for (std::size_t stage = 0; stage < kStages; ++stage)
        made[stage] = figure(std::move(spans[stage]), negative[stage]);
    return made;
}

} // namespace shipglass::dora
