// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace shipglass {

/// The row numbers of a long table in its order. Shared and never changed, so that threads can compare two of
/// them.
using RowIds = std::shared_ptr<const std::vector<std::int64_t>>;

/// How to get from one order to another in steps an item model can announce.
struct OrderChange {
    enum class Step { none, insert, remove, rearrange };
    Step step = Step::none;
    RowIds old, fresh;        ///< The order it was compared with, and the order in the end.
    int first = 0, count = 0; ///< The one block that `insert` and `remove` are about.
    RowIds grown,
        rearranged; ///< `rearrange`: new rows appended; then sorted, with the rows to drop at the end.
};

/// Compares two orders. Works on a million rows in milliseconds; meant for the reader's thread.
OrderChange compareOrders(const RowIds& old, const RowIds& fresh);

/// The order after its newest rows were read again: `head` replaces the old rows down to the last one that
/// both have. `whole` says that there are no rows behind `head`. Nothing when the two do not overlap, so all
/// must be read.
RowIds mergeHead(const RowIds& old, const std::vector<std::int64_t>& head, bool whole);

} // namespace shipglass
