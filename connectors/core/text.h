// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shipglass {

/// One line of plain text for people: line ends and control characters (directional overrides too) become a
/// space, runs of spaces one; cut to `most` bytes at a character, with an ellipsis.
std::string plainLine(std::string_view text, std::size_t most = 300);

/// The last lines of a text that are not blank, in one line with ` | ` between them: as many as there are up
/// to `lines` and `bytes`, but at least one. None is cut, so that no half of a secret stays.
std::string lastLines(std::string_view text, std::size_t lines = 20, std::size_t bytes = 1500);

/// ASCII letters in lower case, all else as it is.
std::string lowered(std::string_view text);
bool equalsNoCase(std::string_view left, std::string_view right);
/// Without spaces, tabs and line ends at both sides.
std::string_view trimmed(std::string_view text);
std::string base64(std::string_view bytes);

} // namespace shipglass
