// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/web_address.h"

#include <algorithm>
#include <charconv>

namespace shipglass {

namespace {

bool portFits(std::string_view authority) {
    const auto colon = authority.rfind(':');
    if (colon == std::string_view::npos || authority.ends_with(']')) return true;
    const auto text = authority.substr(colon + 1);
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0 && port < 65'536;
}

} // namespace

std::optional<std::string> wrongAddress(std::string_view url) {
    const std::string_view scheme = url.starts_with("https://") ? "https://" : "http://";
    if (!url.starts_with(scheme)) return "a URL is expected here, as https://ci.example.org";
    const auto rest = url.substr(scheme.size());
    const auto authority = rest.substr(0, rest.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos)
        return "a url holds no user and no password: that is what \"auth\" is for";
    if (authority.empty() || authority.starts_with(':')) return "the url has no host";
    if (!portFits(authority)) return "the url's port is no number from 1 to 65535";
    if (rest.find_first_of("?#") != std::string_view::npos) return "a url ends before ? and #";
    const auto odd = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == '\x7f' || c == '\\' || c == '"' || c == '<' ||
               c == '>';
    };
    if (std::any_of(url.begin(), url.end(), odd)) return "a url holds no spaces or quotation marks";
    return std::nullopt;
}

} // namespace shipglass
