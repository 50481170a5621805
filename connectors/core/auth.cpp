// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/auth.h"

#include "net/text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

std::string required(const Secrets& secrets, const std::string& section, std::string_view key) {
    const std::string name = section + "." + std::string(key);
    std::string value = secrets.secret(name);
    if (value.empty()) throw Failure(Fault::config, "the secret " + name + " is missing");
    return value;
}

} // namespace

const AuthKind* chosenAuth(std::span<const AuthKind> kinds, const std::vector<std::string>& keys) {
    const AuthKind* chosen = nullptr;
    const auto configured = [&](std::string_view key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    for (const auto& kind : kinds)
        if (std::all_of(kind.keys.begin(), kind.keys.end(), configured) &&
            (!chosen || kind.keys.size() > chosen->keys.size()))
            chosen = &kind;
    return chosen;
}

Credential makeCredential(const AuthKind* kind, const Secrets& secrets, const std::string& section) {
    Credential credential;
    if (!kind || kind->keys.empty()) return credential;
    for (const auto key : kind->keys) credential.identity += required(secrets, section, key) + '\n';
    const std::string first = required(secrets, section, kind->keys[0]);
    if (kind->placement == AuthPlacement::header)
        credential.headers.emplace_back(kind->headerName, std::string(kind->prefix) + first);
    if (kind->placement == AuthPlacement::basic && kind->keys.size() > 1)
        credential.headers.emplace_back(
            "Authorization", "Basic " + base64(first + ":" + required(secrets, section, kind->keys[1])));
    return credential;
}

std::string keyedHash(std::string_view salt, std::string_view identity) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    HMAC(EVP_sha256(), salt.data(), static_cast<int>(salt.size()),
         reinterpret_cast<const unsigned char*>(identity.data()), identity.size(), hash.data(), &length);
    std::string text;
    for (unsigned at = 0; at < length; ++at) text += {digits[hash[at] >> 4U], digits[hash[at] & 15U]};
    return text;
}

} // namespace shipglass
