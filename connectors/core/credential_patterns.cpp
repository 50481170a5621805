// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/credential_patterns.h"

#include "net/assigned_value.h"
#include "net/text.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

constexpr std::size_t none = std::string_view::npos;

bool isWordLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}
bool isTokenLetter(char c) {
    return isWordLetter(c) || c == '.' || c == '+' || c == '/' || c == '=' || c == '~' || c == '%';
}

template <class Is> std::size_t runOf(std::string_view text, std::size_t at, Is is) {
    std::size_t end = at;
    while (end < text.size() && is(text[end])) ++end;
    return end - at;
}

struct Prefix {
    std::string_view text;
    std::size_t atLeast; ///< Letters behind the prefix.
};
constexpr std::array<Prefix, 28> prefixes{
    {{"ghp_", 16},    {"gho_", 16},  {"ghu_", 16},    {"ghs_", 16},  {"ghr_", 16},   {"github_pat_", 16},
     {"glpat-", 16},  {"gldt-", 16}, {"glptt-", 16},  {"glrt-", 16}, {"glcbt-", 10}, {"glsa_", 16},
     {"xoxb-", 10},   {"xoxp-", 10}, {"xoxa-", 10},   {"xapp-", 10}, {"AKIA", 16},   {"ASIA", 16},
     {"AIza", 30},    {"ya29.", 16}, {"hvs.", 16},    {"npm_", 30},  {"pypi-", 30},  {"dckr_pat_", 16},
     {"dop_v1_", 30}, {"sq0", 20},   {"CCIPAT_", 16}, {"eyJ", 24}}};

/// Letters of the vendor token that begins at `at`, 0 for none.
std::size_t vendorToken(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    for (const auto& prefix : prefixes) {
        if (!rest.starts_with(prefix.text)) continue;
        const auto length =
            runOf(rest, prefix.text.size(), [](char c) { return isWordLetter(c) || c == '.'; });
        if (length >= prefix.atLeast) return prefix.text.size() + length;
    }
    return 0;
}

/// Where the credential begins behind `Bearer ` and its like at `at`, or nothing.
std::size_t afterScheme(std::string_view text, std::size_t at) {
    static constexpr std::array<std::string_view, 6> schemes{"bearer ", "basic ",  "token ",
                                                             "splunk ", "apikey ", "ssws "};
    for (const auto scheme : schemes)
        if (equalsNoCase(text.substr(at, scheme.size()), scheme) &&
            runOf(text, at + scheme.size(), isTokenLetter) >= (scheme == "bearer " ? 4U : 12U))
            return at + scheme.size();
    return none;
}

/// The length of `name:password@` of an address when `://` ends at `at`, 0 for none.
std::size_t userInfo(std::string_view text, std::size_t at) {
    const auto end = text.find_first_of("@/ \t\r\n\"'<>?#", at);
    return end != none && text[end] == '@' ? end - at : 0;
}

std::size_t privateKey(std::string_view text, std::size_t at) {
    if (!text.substr(at).starts_with("-----BEGIN ") || text.substr(at, 60).find("PRIVATE KEY") == none)
        return 0;
    const auto end = text.find("-----END ", at);
    const auto close = end == none ? none : text.find("-----", end + 9);
    return (close == none ? text.size() : close + 5) - at;
}

/// Goes through a text once, copying what may stay.
class Masking {
public:
    Masking(std::string_view text, std::string_view mask) : m_text(text), m_mask(mask) {
        m_clean.reserve(text.size());
    }

    std::string run() {
        while (m_at < m_text.size()) step();
        return std::move(m_clean);
    }

private:
    void step() {
        if (const auto key = privateKey(m_text, m_at)) return hide(m_at, m_at + key);
        if (m_text.substr(m_at, 3) == "://") return address();
        if (!isWordLetter(m_text[m_at])) return copy(1);
        word();
    }
    void address() {
        copy(3);
        if (const auto length = userInfo(m_text, m_at)) hide(m_at, m_at + length);
    }
    /// A word begins here: a token, a scheme's name, the name of a credential, or none of these.
    void word() {
        if (const auto token = vendorToken(m_text, m_at)) return hide(m_at, m_at + token);
        if (const auto secret = afterScheme(m_text, m_at); secret != none)
            return hide(secret, secret + runOf(m_text, secret, isTokenLetter));
        const auto length = runOf(m_text, m_at, isWordLetter);
        const auto name = m_text.substr(m_at, length);
        const bool credential = isInQuery(length) ? isCredentialQuery(name) : isCredentialName(name);
        const auto value =
            credential ? assignedValue(m_text, m_at + length, isHeader(name)) : AssignedValue();
        if (value.begin == none) return copy(length);
        const auto said = m_text.substr(value.begin, value.end - value.begin);
        if (said == "true" || said == "false" || said == "null") return copy(value.end - m_at);
        hide(value.begin, value.end, value.quote);
    }
    /// `code=` is a credential in an address or a form, and none in `{code="500"}`.
    bool isInQuery(std::size_t nameLength) const {
        const bool begins = m_at == 0 || m_text[m_at - 1] == '?' || m_text[m_at - 1] == '&';
        return begins && m_text.substr(m_at + nameLength, 1) == "=";
    }
    static bool isHeader(std::string_view name) {
        return equalsNoCase(name, "cookie") || equalsNoCase(name, "set-cookie") ||
               lowered(name).ends_with("authorization");
    }
    void copy(std::size_t length) {
        m_clean += m_text.substr(m_at, length);
        m_at += length;
    }
    void hide(std::size_t begin, std::size_t end, std::string_view quote = {}) {
        copy(begin - m_at);
        if (end > begin) m_clean.append(quote).append(m_mask).append(quote);
        m_at = end;
    }

    std::string_view m_text, m_mask;
    std::string m_clean;
    std::size_t m_at = 0;
};

} // namespace

bool isCredentialName(std::string_view name) {
    static constexpr std::array<std::string_view, 15> parts{
        "token",   "secret",      "passw",         "pwd",       "apikey",
        "api-key", "api_key",     "authorization", "signature", "credential",
        "cookie",  "private-key", "privatekey",    "accesskey", "access_key"};
    // Jenkins' header and form field; not part of a name, as breadcrumbs and `crumbRequestField` are.
    static constexpr std::array<std::string_view, 3> whole{"crumb", ".crumb", "jenkins-crumb"};
    // A page token says where a list goes on: it is no credential, and hiding it would spoil a fixture.
    static constexpr std::array<std::string_view, 6> harmless{
        "pagetoken", "page_token", "nextpagetoken", "next_page_token", "nexttoken", "next_token"};
    const std::string small = lowered(name);
    if (std::find(harmless.begin(), harmless.end(), small) != harmless.end()) return false;
    return std::find(whole.begin(), whole.end(), small) != whole.end() ||
           std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return small.find(part) != none; });
}

bool isCredentialQuery(std::string_view name) {
    static constexpr std::array<std::string_view, 5> whole{"key", "sig", "auth", "code", "jwt"};
    return isCredentialName(name) || std::find(whole.begin(), whole.end(), lowered(name)) != whole.end();
}

std::string maskCredentials(std::string_view text, std::string_view mask) {
    return Masking(text, mask).run();
}

} // namespace shipglass
