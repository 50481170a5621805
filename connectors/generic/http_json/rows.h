// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/node.h"
#include "records/batch.h"

#include <vector>

namespace shipglass::http_json {

/// The records of one answer; a row without an id is none.
struct Rows {
    std::vector<Record> records;
    RowCount count;
};

/// Reads the rows of an answer as the source's settings say. Throws `malformed` when `rows` leads to no list.
/// Runs on any thread.
Rows readRows(const Json& settings, Kind kind, const Json& page);

} // namespace shipglass::http_json
