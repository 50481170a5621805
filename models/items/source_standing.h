// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/source_state.h"

#include <QMetaType>

namespace shipglass {

/// What a source is to the configuration: one that is not in it is neither well nor ill.
enum class SourceStanding { configured, imported, removed };

inline SourceStanding standingOf(const SourceState& state) {
    if (state.configured) return SourceStanding::configured;
    return state.polledAt ? SourceStanding::removed : SourceStanding::imported;
}

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::SourceStanding)
