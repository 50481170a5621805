// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>

namespace shipglass {

/// Whether a count that leaves room for chance is in its bounds; says so where it is not.
inline bool between(int value, int least, int most) {
    if (value < least || value > most) qWarning() << value << "is not in" << least << ".." << most;
    return value >= least && value <= most;
}

} // namespace shipglass
