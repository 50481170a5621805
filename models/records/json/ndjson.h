// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/read_records.h"
#include "records/error.h"

#include <filesystem>
#include <iosfwd>

namespace shipglass {

/// Reads one record a line, as fromJson() reads it. Empty lines and a byte order mark are passed over; a line
/// that is too long or no record is named and does not end the reading.
ReadRecords readNdjson(std::istream& in, const FileLimits& limits = {}, const RecordLook& look = {});

/// The same of a file; `config` when it cannot be opened or read.
Result<ReadRecords> readNdjsonFile(const std::filesystem::path& path, const FileLimits& limits = {});

} // namespace shipglass
