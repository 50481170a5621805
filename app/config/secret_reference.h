// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/mistake.h"
#include "records/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

enum class SecretOrigin { env, keychain, file, command };
template <> struct Words<SecretOrigin> {
    static constexpr std::array<std::string_view, 4> list{"env", "keychain", "file", "command"};
};

/// Where a secret is found: the file of the configuration holds this in its place.
struct SecretReference {
    SecretOrigin origin = SecretOrigin::env;
    std::string name;              ///< Of the variable, of the keychain's entry, or the path.
    std::vector<std::string> argv; ///< Of a command; never given to a shell.

    bool operator==(const SecretReference&) const = default;
};

/// A value that may be a reference to a secret, else text in clear.
struct ConfiguredText {
    std::string clear;
    std::optional<SecretReference> reference;
    Place place;

    bool empty() const { return clear.empty() && !reference; }
    /// Places do not count.
    bool operator==(const ConfiguredText& other) const {
        return clear == other.clear && reference == other.reference;
    }
};

/// True for text that has a reference somewhere in it, whole or not.
bool mentionsSecret(std::string_view text);

/// Reads `${env:X}`, `${keychain:NAME}`, `${file:/path}` or `${command:argv...}`; quotes and backslashes hold
/// the words of a command together. The error never repeats the text.
Result<SecretReference> parseSecretReference(std::string_view text);

/// How it is written in the file.
std::string format(const SecretReference& reference);

/// True for text that looks like a credential that somebody issued, wherever it stands.
bool looksLikeSecret(std::string_view text);

} // namespace shipglass
