// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace shipglass {

/// Longest text of a cell or a label; what is longer ends in an ellipsis.
constexpr qsizetype longestLine = 1000;
/// Longest text of a field that may have many lines, such as a message or a trace.
constexpr qsizetype longestBlock = 64 * 1024;

/// Text from outside on one line: broken UTF-8, control characters and those that turn the reading direction
/// become U+FFFD, white space becomes a blank.
QString plainLine(std::string_view text, qsizetype longest = longestLine);
/// The same for text of many lines: line feeds and tabs stay.
QString plainBlock(std::string_view text, qsizetype longest = longestBlock);
/// A link that may be opened: the text when it is an http or https address with a host, else nothing.
QString safeLink(std::string_view url);

} // namespace shipglass
