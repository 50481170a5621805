// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"
#include "store/catalog.h"
#include "store/columns.h"
#include "store/sql.h"

#include <string>
#include <vector>

namespace shipglass {

/// A record and what the store knows of its row.
struct Stored {
    std::int64_t row = 0, scope = 0, began = 0;
    std::optional<std::int64_t> missedAt, missedPoll; ///< State facets: the first whole batch it was not in.
    Record record;
};

/// The start of a SELECT of all columns of a kind, `r` being its table: what readRow() reads.
std::string selectRows(Kind kind);
/// The row that a query of selectRows() stands on, without details.
Stored readRow(Kind kind, const sql::Query& query, Names& names);

/// Which tables beside the rows are read.
struct Details {
    bool attributes = true, stages = true, history = true, points = true;
};
/// Reads details into records of one kind.
void readDetails(sql::Connection& connection, Kind kind, std::vector<Stored>& stored,
                 const Details& what = {});

/// The rows of these numbers, in the order asked.
std::vector<Stored> readRows(sql::Connection& connection, Kind kind, const std::vector<std::int64_t>& rows,
                             Names& names);

} // namespace shipglass
