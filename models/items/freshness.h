// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass {

/// Until when a row that was read counts as up to date: time alone makes it old, without reading it again.
struct Freshness {
    bool stale = false;        ///< When it was read.
    std::optional<Time> until; ///< Nothing where it stays as it is.

    bool isStale(Time now) const { return stale || (until && now > *until); }
};

inline Freshness freshnessOf(const Row& row) { return {row.stale, row.freshUntil}; }

} // namespace shipglass
