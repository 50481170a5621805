// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/url.h"

#include "net/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace shipglass {

namespace {

bool isForbidden(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte <= 0x20 || byte == 0x7F || letter == '\\';
}

/// Resolves `.` and `..`; the path starts with a slash.
std::string withoutDots(std::string_view path) {
    std::vector<std::string_view> kept;
    bool folder = false;
    for (std::size_t at = 1; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto part = path.substr(at, end - at);
        folder = part == "." || part == "..";
        if (part == ".." && !kept.empty()) kept.pop_back();
        if (!folder) kept.push_back(part);
        at = end + 1;
    }
    std::string clean;
    for (const auto part : kept) clean.append("/").append(part);
    return folder || clean.empty() ? clean + "/" : clean;
}

/// Takes the host and port; false when the port is no number.
bool readAuthority(std::string_view authority, Url& url) {
    authority.remove_prefix(authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1);
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    url.host = lowered(authority.substr(0, colon));
    if (colon != std::string_view::npos) url.port = authority.substr(colon + 1);
    const bool digits =
        std::all_of(url.port.begin(), url.port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (url.port == (url.scheme == "https" ? "443" : "80")) url.port.clear();
    return digits && url.port.size() <= 5 && !url.host.empty();
}

} // namespace

std::optional<Url> Url::parse(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), isForbidden)) return std::nullopt;
    Url url;
    const auto colon = text.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    url.scheme = lowered(text.substr(0, colon));
    if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
    text = text.substr(colon + 3, text.find('#') - colon - 3);
    const auto end = std::min(text.find_first_of("/?"), text.size());
    if (!readAuthority(text.substr(0, end), url)) return std::nullopt;
    text.remove_prefix(end);
    const auto question = std::min(text.find('?'), text.size());
    url.path = text.substr(0, question);
    if (question < text.size()) url.query = text.substr(question + 1);
    return url;
}

std::optional<Url> Url::resolve(std::string_view reference) const {
    if (const auto colon = reference.find(':'); colon < reference.find_first_of("/?#"))
        return parse(reference);
    if (reference.starts_with("//")) return parse(scheme + ":" + std::string(reference));
    if (std::any_of(reference.begin(), reference.end(), isForbidden)) return std::nullopt;
    Url url = *this;
    reference = reference.substr(0, reference.find('#'));
    const auto question = std::min(reference.find('?'), reference.size());
    const auto target = reference.substr(0, question);
    if (question < reference.size() || !target.empty())
        url.query = question < reference.size() ? reference.substr(question + 1) : std::string_view();
    if (target.starts_with('/'))
        url.path = withoutDots(target);
    else if (!target.empty())
        url.path =
            withoutDots((path.empty() ? "/" : path.substr(0, path.rfind('/') + 1)) + std::string(target));
    return url;
}

std::string Url::origin() const { return scheme + "://" + host + (port.empty() ? "" : ":" + port); }

std::string Url::text() const { return origin() + path + (query.empty() ? "" : "?" + query); }

std::string percentDecode(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned byte = 0;
        const char* digits = text.data() + at + 1;
        if (text[at] == '%' && at + 2 < text.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            decoded += static_cast<char>(byte);
            at += 2;
        } else {
            decoded += text[at] == '+' ? ' ' : text[at];
        }
    }
    return decoded;
}

Pairs parseQuery(std::string_view query) {
    Pairs pairs;
    while (!query.empty()) {
        const auto part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        const auto equals = std::min(part.find('='), part.size());
        const auto value = equals < part.size() ? part.substr(equals + 1) : std::string_view();
        if (!part.empty()) pairs.emplace_back(percentDecode(part.substr(0, equals)), percentDecode(value));
    }
    return pairs;
}

std::string formatQuery(const Pairs& pairs) {
    std::string query;
    for (const auto& [name, value] : pairs)
        query.append(query.empty() ? "" : "&")
            .append(percentEncode(name))
            .append("=")
            .append(percentEncode(value));
    return query;
}

bool isSignedUrl(std::string_view url) {
    static constexpr std::array<std::string_view, 5> signs{"x-amz-signature", "x-goog-signature", "sig",
                                                           "signature", "x-amz-security-token"};
    const auto question = url.find('?');
    if (question == std::string_view::npos) return false;
    for (const auto& [name, value] : parseQuery(url.substr(question + 1)))
        if (std::find(signs.begin(), signs.end(), lowered(name)) != signs.end()) return true;
    return false;
}

} // namespace shipglass
