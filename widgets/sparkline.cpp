// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sparkline.h"

#include "widgets/mark.h"

#include <QPainter>

#include <algorithm>

namespace shipglass {

namespace {

constexpr int barWidth = 4, gap = 2, foot = 3;

std::int64_t longestOf(const RecentRuns& runs, std::size_t count) {
    std::int64_t longest = 1;
    for (std::size_t at = 0; at < count; ++at) longest = std::max(longest, runs[at].durationMs);
    return longest;
}

void paintBar(QPainter& painter, const QRect& bar, RunStatus status, const QColor& color) {
    if (!isFinal(status)) {
        painter.setPen(color);
        painter.drawRect(bar.adjusted(0, 0, -1, -1));
        return;
    }
    painter.fillRect(bar, color);
    if (status == RunStatus::failure)
        painter.fillRect(QRect(bar.left(), bar.bottom() + 2, bar.width(), foot - 1), color);
}

} // namespace

void paintSparkline(QPainter& painter, const QRect& box, const RecentRuns& runs, const Theme& theme) {
    const int top = box.top() + 5, base = box.bottom() - 5 - foot;
    const int room = std::max(0, (box.width() + gap) / (barWidth + gap));
    const auto count = std::min(runs.size(), static_cast<std::size_t>(room));
    const double longest = static_cast<double>(longestOf(runs, count));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t at = 0; at < count; ++at) {
        const auto& run = runs[at];
        const double part = run.durationMs < 0 ? 0.3 : static_cast<double>(run.durationMs) / longest;
        const int height = std::max(3, static_cast<int>(part * (base - top)));
        const int left = box.right() + 1 - (static_cast<int>(at) + 1) * (barWidth + gap) + gap;
        paintBar(painter, QRect(left, base - height, barWidth, height), run.status,
                 theme.tone(lookOf(run.status).tone));
    }
}

} // namespace shipglass
