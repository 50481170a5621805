// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass::query {

/// The values of a label: of a map, that of the key; of a list, what follows `KEY=` or `KEY:` in its
/// elements. Keys compare byte by byte. Empty values are left out.
std::vector<std::string_view> labelValues(const Record& record, std::string_view key);

} // namespace shipglass::query
