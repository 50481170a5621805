// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"
#include "records/record.h"

#include <string>
#include <string_view>

namespace shipglass {

/// What a JSON text may be at most; what is over is `tooLarge`.
struct JsonLimits {
    std::size_t bytes = 8u << 20;
    std::size_t depth = 100;
    std::size_t values = 1'000'000;
};

/// One line of JSON: `kind` first, then the fields in the order of the record, without what is unknown or
/// empty. Bytes that are no UTF-8 become U+FFFD. A list that was read and is empty, and a metric's points,
/// are written as `[]`.
std::string toJson(const Record& record);

/// Reads one record. A field of another type than ours is left unknown and kept as it came as
/// `attributes.raw<Field>`, an undocumented word too (of status, state and health as `rawStatus`); null is
/// unknown; fields we do not know are kept in `attributes`. Whole numbers are taken for text where we want
/// text. An undocumented or missing status of a test is `error`, since a test has no `unknown`. Errors:
/// `malformed` for what is no JSON object or has no kind or id, `tooLarge` for what is over the limits. Never
/// throws.
Result<Record> fromJson(std::string_view text, const JsonLimits& limits = {});

} // namespace shipglass
