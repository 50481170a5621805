// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/headers.h"

#include "net/text.h"

#include <algorithm>
#include <charconv>

namespace shipglass {

namespace {

/// True when one of the words of `rel="..."` in the parameters of a link is the relation.
bool hasRelation(std::string_view parameters, std::string_view relation) {
    const auto at = parameters.find("rel=");
    if (at == std::string_view::npos) return false;
    auto value = parameters.substr(at + 4);
    const bool quoted = value.starts_with('"');
    if (quoted) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of(quoted ? "\"" : ";,"));
    for (std::size_t from = 0; from <= value.size();) {
        const auto end = std::min(value.find(' ', from), value.size());
        if (equalsNoCase(value.substr(from, end - from), relation)) return true;
        from = end + 1;
    }
    return false;
}

} // namespace

std::string_view headerValue(const Pairs& headers, std::string_view name) {
    for (const auto& [key, value] : headers)
        if (key == name) return trimmed(value);
    return {};
}

std::optional<std::int64_t> headerNumber(const Pairs& headers, std::string_view name) {
    const auto text = headerValue(headers, name);
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    // `100, 100;w=60` and `60.5` begin with one; a date like `2026-05-04` does not.
    const bool ends =
        parsed.ptr == end || std::string_view(" ,;.").find(*parsed.ptr) != std::string_view::npos;
    return parsed.ec == std::errc() && ends ? std::optional(value) : std::nullopt;
}

std::string cookiesOf(const Pairs& headers) {
    Pairs jar;
    for (const auto& [header, value] : headers) {
        if (header != "set-cookie") continue;
        const auto cookie = trimmed(std::string_view(value).substr(0, value.find(';')));
        const auto name = cookie.substr(0, cookie.find('='));
        std::erase_if(jar, [&](const auto& earlier) { return earlier.first == name; });
        jar.emplace_back(name, cookie);
    }
    std::string cookies;
    for (const auto& [name, cookie] : jar) cookies.append(cookies.empty() ? "" : "; ").append(cookie);
    return cookies;
}

std::string linkTarget(const Pairs& headers, std::string_view relation) {
    for (const auto& [name, value] : headers) {
        if (name != "link") continue;
        std::string_view rest = value;
        for (auto open = rest.find('<'); open != std::string_view::npos; open = rest.find('<')) {
            const auto close = rest.find('>', open);
            if (close == std::string_view::npos) break;
            const auto target = rest.substr(open + 1, close - open - 1);
            rest.remove_prefix(close + 1);
            if (hasRelation(rest.substr(0, rest.find('<')), relation)) return std::string(target);
        }
    }
    return {};
}

} // namespace shipglass
