// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json_writer.h"

#include "codec/json_value.h"
#include "codec/utf8.h"

#include <array>
#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

namespace shipglass {

namespace {

bool isPlain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

void escape(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out.append("\\u00").append({hex[(c >> 4) & 15], hex[c & 15]});
    }
}

} // namespace

void JsonWriter::put(double number) {
    if (!std::isfinite(number)) {
        m_out += "null";
        return;
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
    m_out += digits;
    // Without a fraction it would be read back as a whole number.
    if (digits.find_first_of(".e") == std::string_view::npos) m_out += ".0";
}

void JsonWriter::put(const JsonText& json) {
    // A connector's text may hold line ends or be no JSON at all; what is written must stay one line
    // of JSON, and nest little enough for the record around it to be read again.
    JsonLimits limits;
    limits.depth -= 10;
    const bool sound = !overLimit(json.text, limits) && nlohmann::json::accept(json.text);
    if (!sound) return putText(json.text);
    for (const char c : json.text) m_out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

void JsonWriter::put(const Point& point) {
    m_out += '[';
    put(epochMs(point.at));
    m_out += ',';
    put(point.value);
    m_out += ']';
}

void JsonWriter::putText(std::string_view text) {
    m_out += '"';
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && isPlain(static_cast<unsigned char>(text[end]))) ++end;
        m_out += text.substr(at, end - at);
        if (end == text.size()) break;
        const std::size_t length = utf8Length(text, end);
        if (length == 1)
            escape(m_out, text[end]);
        else
            m_out += length == 0 ? replacementCharacter : text.substr(end, length);
        at = end + (length == 0 ? 1 : length);
    }
    m_out += '"';
}

} // namespace shipglass
