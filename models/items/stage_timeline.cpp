// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stage_timeline.h"

#include "models/plain_text.h"

#include <algorithm>
#include <map>
#include <set>

namespace shipglass {

namespace {

constexpr std::size_t mostBars = 2000;

StageBar bar(const Stage& stage, int depth, Time now) {
    StageBar bar{stage.id, plainLine(stage.name), safeLink(stage.url), stage.status,
                 depth,    stage.startedAt,       stage.finishedAt,    stage.hasLog.value_or(false)};
    if (bar.start && !bar.end && stage.status == RunStatus::running) bar.end = std::max(now, *bar.start);
    return bar;
}

/// Puts stages below their parents. A parent that is missing, or that is its own descendant, counts as none.
class Nesting {
public:
    Nesting(const std::vector<Stage>& stages, Time now) : m_now(now) {
        std::set<std::string> ids;
        for (const Stage& stage : stages) ids.insert(stage.id);
        for (const Stage& stage : stages)
            m_children[ids.contains(stage.parentId) ? stage.parentId : ""].push_back(&stage);
        for (auto& [parent, children] : m_children)
            std::stable_sort(children.begin(), children.end(),
                             [](const Stage* a, const Stage* b) { return begins(*a) < begins(*b); });
    }

    std::vector<StageBar> bars(const std::vector<Stage>& stages) {
        place("", 0);
        for (const Stage& stage : stages) placeOne(stage, 0);
        return std::move(m_bars);
    }

private:
    static Time begins(const Stage& stage) { return stage.startedAt.value_or(Time::max()); }

    void place(const std::string& parent, int depth) {
        const auto children = m_children.find(parent);
        if (children == m_children.end()) return;
        for (const Stage* stage : children->second) placeOne(*stage, depth);
    }

    void placeOne(const Stage& stage, int depth) {
        if (m_bars.size() >= mostBars || !m_placed.insert(&stage).second) return;
        m_bars.push_back(bar(stage, depth, m_now));
        if (depth < 20 && !stage.id.empty()) place(stage.id, depth + 1);
    }

    Time m_now;
    std::map<std::string, std::vector<const Stage*>> m_children;
    std::set<const Stage*> m_placed;
    std::vector<StageBar> m_bars;
};

} // namespace

StageTimeline StageTimeline::of(const Run& run, Time now) {
    StageTimeline line;
    if (!run.stages) return line;
    line.bars = Nesting(*run.stages, now).bars(*run.stages);
    for (const StageBar& bar : line.bars) {
        if (!bar.start) continue;
        const auto end = std::max(bar.end.value_or(*bar.start), *bar.start);
        line.start = std::min(line.start.value_or(*bar.start), *bar.start);
        line.end = std::max(line.end.value_or(end), end);
    }
    return line;
}

} // namespace shipglass
