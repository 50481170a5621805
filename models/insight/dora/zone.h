// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/rows.h"

#include <vector>

namespace shipglass::dora {

/// From `at` on, local time is `offset` ahead of UTC.
struct Transition {
    Ms at = 0;
    Ms offset = 0;
};

/// A time zone as plain data: its offset at the beginning of time and what changed it, in rising order.
/// Whoever asks makes it, since this layer has no database of zones. The default is UTC.
class Zone {
public:
    Zone() = default;
    explicit Zone(Ms offset, std::vector<Transition> transitions = {});

    /// The local clock, read as if it were UTC.
    Ms toLocal(Ms utc) const;
    /// The first moment whose local clock shows `local` or later: of two equal hours the earlier, and the end
    /// of a gap for what the gap leaves out.
    Ms toUtc(Ms local) const;
    /// The local day of a moment, counted from 1970-01-01.
    std::int64_t dayOf(Ms utc) const;

private:
    std::vector<Transition> m_spells; ///< The first begins at the beginning of time.
};

} // namespace shipglass::dora
