// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace shipglass::query {

/// "Without case" means ASCII letters only, here and in SQL, so that SQLite's LIKE and lower() agree with us;
/// `Ü` and `ü` stay different letters. `*` in a glob stands for any number of bytes, none too.
char folded(char c);
bool equalFolded(std::string_view a, std::string_view b);
bool containsFolded(std::string_view text, std::string_view part);
bool globFolded(std::string_view glob, std::string_view text);

/// A name from outside, short enough for a message.
std::string clipped(std::string_view text);

} // namespace shipglass::query
