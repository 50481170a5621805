// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shipglass {

/// What is wrong with a source's `url`: it is http or https, with a host, and holds neither a user nor a
/// query.
std::optional<std::string> wrongAddress(std::string_view url);

} // namespace shipglass
