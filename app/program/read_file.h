// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/read_records.h"
#include "records/error.h"

namespace shipglass {

/// Reads a file of records, NDJSON or CSV by its ending; `-` is standard input, where the first letter tells.
/// A record without a source is a bad line, except in a CSV file, which is a source by its name: its stem.
/// That also tells what rows are that have no `kind`, as `deployments.csv`; else the columns do. `goOn` is
/// told the number of records now and then, and says no to stop (`canceled`). `config` when the file cannot
/// be read.
Result<ReadRecords> readRecordFile(const std::string& path, std::function<bool(std::size_t)> goOn);

} // namespace shipglass
