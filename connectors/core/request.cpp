// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/request.h"

#include <algorithm>

namespace shipglass {

namespace {

bool isUnreserved(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
           letter == '~';
}

} // namespace

Request& Request::setQuery(std::string_view name, std::string value) {
    for (auto& [key, old] : m_query)
        if (key == name) {
            old = std::move(value);
            return *this;
        }
    return query(std::string(name), std::move(value));
}

Request& Request::body(std::string body, std::string contentType) {
    m_body = std::move(body);
    std::erase_if(m_headers, [](const auto& header) { return header.first == "Content-Type"; });
    return header("Content-Type", std::move(contentType));
}

std::string percentEncode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char letter : text) {
        if (isUnreserved(letter)) {
            encoded += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return encoded;
}

} // namespace shipglass
