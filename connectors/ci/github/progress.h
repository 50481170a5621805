// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace shipglass::github {

/// What of a list, newest first, is known: all between `oldest` and `newest`, and which items were still
/// moving. Going forward moves `newest` up, filling back moves `oldest` down, so either can be interrupted.
struct Progress {
    std::int64_t newest = 0, oldest = 0; ///< Positions in the list's order, 0 before the first poll.
    std::int64_t updated = 0;            ///< The latest change seen, in epoch seconds.
    bool filled = false;                 ///< All that is wanted of the past has been read.
    std::set<std::int64_t> open;         ///< Ids that were not final.

    static Progress parse(std::string_view cursor);
    std::string format() const;

    bool covers(std::int64_t position) const {
        return newest != 0 && oldest <= position && position <= newest;
    }
};

} // namespace shipglass::github
