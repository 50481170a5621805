// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/text.h"

#include "codec/utf8.h"

#include <algorithm>
#include <cstdint>

namespace shipglass {

namespace {

std::uint32_t codePoint(std::string_view sequence) {
    const auto byte = [&](std::size_t index) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(sequence[index]));
    };
    switch (sequence.size()) {
    case 1:
        return byte(0);
    case 2:
        return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    case 3:
        return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    default:
        return (byte(0) & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
               (byte(3) & 0x3FU);
    }
}

/// Spaces, control characters and marks that turn the direction of text around.
bool isBlank(std::uint32_t point) {
    return point <= 0x20 || (point >= 0x7F && point <= 0xA0) || point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

std::string plainLine(std::string_view text, std::size_t most) {
    // A megabyte of blanks in front is not worth reading through.
    const std::string clean = repairUtf8(text.substr(0, most * 8));
    std::string line;
    bool gap = false;
    for (std::size_t at = 0; at < clean.size();) {
        const auto sequence =
            std::string_view(clean).substr(at, std::max<std::size_t>(1, utf8Length(clean, at)));
        at += sequence.size();
        if (isBlank(codePoint(sequence))) {
            gap = !line.empty();
            continue;
        }
        if (line.size() + sequence.size() + 4 > most) return line + "\xE2\x80\xA6";
        if (gap) line += ' ';
        gap = false;
        line += sequence;
    }
    return line;
}

std::string lastLines(std::string_view text, std::size_t lines, std::size_t bytes) {
    std::string last;
    while (lines > 0 && !text.empty()) {
        const auto end = text.rfind('\n');
        const auto line = trimmed(end == std::string_view::npos ? text : text.substr(end + 1));
        text = text.substr(0, end == std::string_view::npos ? 0 : end);
        if (line.empty()) continue;
        if (!last.empty() && last.size() + line.size() + 3 > bytes) break;
        last = std::string(line) + (last.empty() ? "" : " | ") + last;
        --lines;
    }
    return last;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equalsNoCase(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string base64(std::string_view bytes) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t index) {
            return at + index < bytes.size()
                       ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + index]))
                       : 0U;
        };
        const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += letters[group >> 18U];
        text += letters[group >> 12U & 63U];
        text += at + 1 < bytes.size() ? letters[group >> 6U & 63U] : '=';
        text += at + 2 < bytes.size() ? letters[group & 63U] : '=';
    }
    return text;
}

} // namespace shipglass
