// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace shipglass {

/// Where the value stands that a text gives a name: `name=value`, `name: value`, `"name": value` with any
/// value of JSON, also in JSON that is itself a text of JSON (`\"name\": \"value\"`).
struct AssignedValue {
    std::size_t begin = std::string_view::npos, end = 0; ///< Without quotes; nothing where `begin` is npos.
    /// What has to stand around whatever takes the place of a number, a list or an object, so that JSON stays
    /// JSON; "" where nothing has to.
    std::string_view quote;
};

/// The value of the name that ends at `nameEnd`. A bare one of a header (`toLineEnd`) ends with its line.
AssignedValue assignedValue(std::string_view text, std::size_t nameEnd, bool toLineEnd);

} // namespace shipglass
