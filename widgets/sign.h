// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace shipglass {

/// The signs of pages and actions, drawn in lines of one colour.
enum class Sign {
    overview,
    pipelines,
    deployments,
    dora,
    alerts,
    sources,
    refresh,
    pause,
    resume,
    clock,
    theme,
    help,
    menu,
    ship
};

void paintSign(QPainter& painter, const QRectF& box, Sign sign, const QColor& color);
QIcon signIcon(Sign sign, const QColor& color, double ratio);

} // namespace shipglass
