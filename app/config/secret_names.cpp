// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secret_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace shipglass {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

template <class List> bool holds(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool endsLikeSecret(std::string_view part) {
    constexpr std::array<std::string_view, 12> endings{"token",      "secret",     "password",    "passwd",
                                                       "apikey",     "credential", "credentials", "secretkey",
                                                       "privatekey", "accesskey",  "passphrase",  "pwd"};
    return std::any_of(endings.begin(), endings.end(),
                       [part](std::string_view ending) { return part.ends_with(ending); });
}

/// What a name says: something that is always a secret, something that may be one, or neither.
enum class Says { nothing, perhaps, surely };

bool isWhereabouts(std::string_view part) { return part == "id" || part == "file" || part == "path"; }

/// Reads a name by its parts between - and _.
Says whatSays(std::string_view name) {
    constexpr std::array<std::string_view, 4> perhaps{"auth", "authorization", "key", "cookie"};
    const auto text = lower(name);
    std::string joined;
    Says says = Says::nothing;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const auto part = std::string_view(text).substr(at, text.find_first_of("-_", at) - at);
        joined += part;
        if (endsLikeSecret(part)) says = Says::surely;
        if (says == Says::nothing && holds(perhaps, part)) says = Says::perhaps;
        at += part.size();
        if (at >= text.size() && isWhereabouts(part)) return Says::nothing;
    }
    return says == Says::perhaps && endsLikeSecret(joined) ? Says::surely : says;
}

bool saysWhereListGoesOn(std::string_view name) {
    constexpr std::array<std::string_view, 6> beginnings{"page", "next",   "continuation",
                                                         "sync", "cursor", "start"};
    const auto text = lower(name);
    return text.ends_with("token") &&
           std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

} // namespace

bool namesSecret(std::string_view name) { return whatSays(name) != Says::nothing; }

bool namesSecretFor(std::string_view name, std::string_view value) {
    if (saysWhereListGoesOn(name)) return false;
    const auto says = whatSays(name);
    return says == Says::surely || (says == Says::perhaps && looksGenerated(value));
}

bool looksGenerated(std::string_view text) {
    constexpr std::size_t shortest = 16;
    const auto plain = [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '='; };
    return text.size() >= shortest && std::all_of(text.begin(), text.end(), plain) &&
           std::any_of(text.begin(), text.end(), isDigit) && std::any_of(text.begin(), text.end(), isLetter);
}

} // namespace shipglass
