// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/read_records.h"

#include <iosfwd>

namespace shipglass {

/// Reads one record a line. Empty lines and a byte order mark are passed over; a line that is too long, no
/// record, or has a field of another type than ours is named and does not end the reading.
ReadRecords readNdjson(std::istream& in, const FileLimits& limits = {}, const RecordLook& look = {});

} // namespace shipglass
