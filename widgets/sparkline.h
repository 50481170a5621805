// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run_row.h"
#include "widgets/theme.h"

#include <QRect>

class QPainter;

namespace shipglass {

/// Draws the last runs of a pipeline as bars, the newest at the right: as high as they were long, in the
/// colour of their outcome. A failed run also has a foot below the line, and one that still runs is hollow.
void paintSparkline(QPainter& painter, const QRect& box, const RecentRuns& runs, const Theme& theme);

} // namespace shipglass
