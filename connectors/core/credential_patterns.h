// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace shipglass {

/// A header, query or JSON key whose value is a credential, by its words: token, secret, password, cookie ...
bool isCredentialName(std::string_view name);
/// The same for queries, where `key=` and `sig=` are credentials too.
bool isCredentialQuery(std::string_view name);

/// The text with whatever looks like a credential masked: `name=value` and `"name": value` of such names
/// (lists and objects whole, and JSON stays JSON), tokens with the prefixes that vendors gave them, JSON web
/// tokens, `Bearer ...`, private keys, and passwords in addresses.
std::string maskCredentials(std::string_view text, std::string_view mask);

} // namespace shipglass
