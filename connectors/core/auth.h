// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"
#include "net/secrets.h"

#include <string>
#include <vector>

namespace shipglass {

/// What proves who we are: headers for the source's own origin, and what the account is known by in keyed
/// hashes.
struct Credential {
    Pairs headers;
    std::string identity;
};

/// The way to log in that the configured keys are enough for, the one with most keys first; null for none.
const AuthKind* chosenAuth(std::span<const AuthKind> kinds, const std::vector<std::string>& keys);

/// Reads the secrets below `section` ("auth" or "actionAuth"). Throws `config` when one is empty.
Credential makeCredential(const AuthKind* kind, const Secrets& secrets, const std::string& section);

/// A hash of the identity, keyed with `salt`, in hexadecimal.
std::string keyedHash(std::string_view salt, std::string_view identity);

} // namespace shipglass
