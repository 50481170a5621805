// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

constexpr int edge = 12, mostNameLetters = 30;

} // namespace

int TimelineLayout::namesWidth() const {
    return std::min(letter * mostNameLetters, viewport.width() * 2 / 5);
}

int TimelineLayout::height(std::size_t lanes) const {
    return headHeight() + laneHeight() * static_cast<int>(lanes) + edge / 2;
}

TimelineScale TimelineLayout::scale() const {
    return {since, until, std::max(1.0, viewport.width() - namesWidth() - 2.0 * edge)};
}

int TimelineLayout::columnOf(double x) const {
    return namesWidth() + edge + static_cast<int>(std::lround(x));
}

QRect TimelineLayout::laneBox(std::size_t lane) const {
    const int top = headHeight() + static_cast<int>(lane) * laneHeight() - scrolled;
    return {0, top, viewport.width(), laneHeight()};
}

QRect TimelineLayout::markBox(std::size_t lane, const TimelineMark& mark) const {
    const QPoint middle(columnOf(mark.x), laneBox(lane).top() + laneHeight() / 2);
    return {middle - QPoint(side() / 2, side() / 2), QSize(side(), side())};
}

std::optional<std::size_t> TimelineLayout::laneAt(int y) const {
    if (y < headHeight()) return std::nullopt;
    return static_cast<std::size_t>((y - headHeight() + scrolled) / laneHeight());
}

} // namespace shipglass
