// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_timeline.h"

#include <QRect>

namespace shipglass {

/// Where the parts of a timeline lie, in pixels of its viewport: a head with the axis, and below it the
/// lanes, each with its names at the left and its marks behind them.
struct TimelineLayout {
    QSize viewport;
    int line = 0, letter = 0; ///< How high a line of text is, and how wide a letter.
    int scrolled = 0;
    Time since{}, until{};

    int side() const { return line; } ///< Of a mark.
    int headHeight() const { return line * 2; }
    int laneHeight() const { return line * 5 / 2; }
    int namesWidth() const;
    /// How high all is, seen or not.
    int height(std::size_t lanes) const;
    TimelineScale scale() const;
    /// The column of a place on the scale.
    int columnOf(double x) const;
    QRect laneBox(std::size_t lane) const;
    QRect markBox(std::size_t lane, const TimelineMark& mark) const;
    /// The lane at a height, which may be beyond the last; nothing in the head.
    std::optional<std::size_t> laneAt(int y) const;
};

} // namespace shipglass
