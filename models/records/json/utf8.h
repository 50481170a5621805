// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace shipglass {

/// What stands for bytes that are no text: U+FFFD in UTF-8.
inline constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

/// How many bytes the UTF-8 character at `at` has; 0 where there is none (overlong forms and surrogates too).
std::size_t utf8Length(std::string_view text, std::size_t at);

/// True when all of the text is UTF-8.
bool isUtf8(std::string_view text);

/// The text with U+FFFD in place of each byte that is no part of a UTF-8 character.
std::string repairUtf8(std::string_view text);

} // namespace shipglass
