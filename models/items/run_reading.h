// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_order.h"
#include "models/run_row.h"

namespace shipglass {

/// What readers do for a table of runs, on their own threads.
namespace run_reading {

constexpr std::size_t headSize = 200;

/// The newest rows, and the order of the whole table as far as it follows from them.
struct Head {
    std::optional<Error> error;
    std::vector<RunRow> rows;
    bool whole = false; ///< There are no rows behind these.
    OrderChange change; ///< From the old order; without `fresh` when all must be read again.
};

/// Reads the newest rows of a selection and joins them to the old order.
Head head(Reader& reader, Selection selection, const RowIds& old);
/// Reads the order of the whole table.
Result<OrderChange> order(Reader& reader, Selection selection, const RowIds& old);
/// Reads the rows of these numbers, with their sparklines.
Result<std::vector<RunRow>> rows(Reader& reader, const std::vector<std::int64_t>& ids, Time now,
                                 std::optional<Time> asOf);

} // namespace run_reading

} // namespace shipglass
