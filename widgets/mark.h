// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_row.h"
#include "models/source_standing.h"
#include "widgets/theme.h"

#include <QIcon>
#include <QPainter>

namespace shipglass {

/// The shapes that statuses are told apart by, also without colour.
enum class Mark {
    check,
    cross,
    warning,
    arc,
    dashes,
    pause,
    slash,
    skip,
    unknown,
    octagon,
    diamond,
    info,
    clock,
    ring,
    dot
};

/// How a status looks.
struct Look {
    Mark mark = Mark::unknown;
    Tone tone = Tone::neutral;

    bool operator==(const Look&) const = default;
};
Look lookOf(RunStatus status);
Look lookOf(DeploymentStatus status);
Look lookOf(Severity severity);
Look lookOf(AlertState state);
Look lookOf(SourceHealth health);
/// A source that no configuration has is neither well nor ill.
Look lookOf(SourceStanding standing, SourceHealth health);

/// Draws a mark as large as fits into `box`. `ground` is what it stands on: signs inside filled shapes are
/// drawn in it.
void paintMark(QPainter& painter, const QRectF& box, Mark mark, const QColor& color, const QColor& ground);
/// The same for a look, in the colours of a theme, on its panels.
void paintLook(QPainter& painter, const QRectF& box, const Look& look, const Theme& theme);
QPixmap markPixmap(const Look& look, const Theme& theme, int size, double ratio);

} // namespace shipglass
