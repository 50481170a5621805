// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/utf8.h"

#include <cstdint>
#include <cstring>

namespace shipglass {

namespace {

bool isContinuation(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// The first byte from `at` on that is no ASCII, to within eight bytes before it; most text is nothing else.
std::size_t skipAscii(std::string_view text, std::size_t at) {
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if (word & 0x8080808080808080ULL) break;
    }
    return at;
}

} // namespace

std::size_t utf8Length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || !isContinuation(text, at + 1)) return 0;
    if (first < 0xE0) return 2;
    const unsigned char second = byte(at + 1);
    if (first == 0xE0 && second < 0xA0) return 0;
    if (first == 0xED && second > 0x9F) return 0;
    if (!isContinuation(text, at + 2)) return 0;
    if (first < 0xF0) return 3;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return isContinuation(text, at + 3) ? 4 : 0;
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = skipAscii(text, 0); at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        if (length == 0) return false;
        at = length == 1 ? at + 1 : skipAscii(text, at + length);
    }
    return true;
}

std::string repairUtf8(std::string_view text) {
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        repaired += length == 0 ? replacementCharacter : text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return repaired;
}

} // namespace shipglass
