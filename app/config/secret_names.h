// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace shipglass {

/// Names of headers and variables whose values let somebody in. The name of a file or an id of one lets
/// nobody in.
bool namesSecret(std::string_view name);

/// The same where names are chosen freely, as in queries and arguments: what is called `key` or `auth` there
/// holds a secret only if its value looks generated. A token that says where a list goes on is none.
bool namesSecretFor(std::string_view name, std::string_view value);

/// True for a value that was drawn by lot, which no word, number or path is.
bool looksGenerated(std::string_view text);

} // namespace shipglass
