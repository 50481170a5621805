// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/read_records.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace shipglass {

/// The columns of a kind: `kind`, then the fields in the order of the record. Without a line end.
std::string csvHeader(Kind kind);

/// A record as a row under csvHeader(), without a line end: text as it is, times RFC 3339, lists and maps as
/// JSON text, what is unknown as an empty cell. Quoted as RFC 4180 says. A cell that a spreadsheet would take
/// for a formula (it begins with `=`, `+`, `-` or `@`) gets a leading apostrophe; so does one that would else
/// lose its own on reading.
std::string csvRow(const Record& record);

/// A row of any cells, quoted and disarmed in the same way.
std::string csvLine(const std::vector<std::string>& cells);

/// Reads records of one kind under a header that names any of the fields in any order; columns we do not know
/// go into `attributes` as text. A row with another number of cells, without an id, or with a cell that is
/// not what its column holds is named by its line and left out. A header that cannot be used is the error of
/// line 1 and the end.
ReadRecords readCsv(std::istream& in, Kind kind, const FileLimits& limits = {});

/// The same of rows that say under `kind` what they are; `incident` is an alert that is one. Rows that do not
/// say it are of `kind`; where that is empty, of the one kind that knows the most of the columns.
ReadRecords readMixedCsv(std::istream& in, const std::string& kind, const FileLimits& limits = {},
                         const RecordLook& look = {});

} // namespace shipglass
