// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace shipglass::query {

/// The letters that parse() and format() must agree on.
constexpr bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool isOperator(char c) { return c == ':' || c == '=' || c == '<' || c == '>'; }
constexpr bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool isNameLetter(char c) { return isNameStart(c) || (c >= '0' && c <= '9'); }
/// Letters of the KEY in `label.KEY` that need no quotes.
constexpr bool isKeyLetter(char c) { return !isSpace(c) && !isOperator(c) && c != '"' && c != ','; }

/// How much a query may hold; SQL has limits of its own behind it.
inline constexpr std::size_t mostBytes = 16'384, mostTerms = 100, mostValues = 100;

} // namespace shipglass::query
