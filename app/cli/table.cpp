// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace shipglass::cli {

namespace {

constexpr std::size_t narrowest = 6;
constexpr std::string_view gap = "  ";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

/// Letters, as far as UTF-8 tells: bytes that begin one.
std::size_t lengthOf(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

/// Characters that are not seen and turn the direction of writing or end the line; as the window shows them.
std::string withoutHidden(std::string text) {
    constexpr std::array<std::string_view, 15> hidden{"\u061C", "\u200E", "\u200F", "\u2028", "\u2029",
                                                      "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                                      "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"};
    for (const std::string_view one : hidden)
        for (auto at = text.find(one); at != std::string::npos; at = text.find(one, at))
            text.replace(at, one.size(), "\uFFFD");
    return text;
}

std::string withoutControls(std::string text) {
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    // U+0080 to U+009F are controls too: C2 80 to C2 9F.
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
        if (text[at] == '\xC2' && static_cast<unsigned char>(text[at + 1]) < 0xA0) text.replace(at, 2, " ");
    return text;
}

std::string cut(const std::string& text, std::size_t width) {
    if (lengthOf(text) <= width) return text;
    std::size_t end = 0, letters = 0;
    for (; end < text.size(); ++end)
        if (!continues(text[end]) && ++letters > width - 1) break;
    return text.substr(0, end) + "…";
}

std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::string text;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        const auto cell = cut(column < cells.size() ? cells[column] : "", widths[column]);
        text += cell;
        if (column + 1 == widths.size()) break;
        text.append(widths[column] - lengthOf(cell), ' ').append(gap);
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text + "\n";
}

/// Takes from the widest column until all fit or none can give more.
void fit(std::vector<std::size_t>& widths, std::size_t width) {
    const auto total = [&] {
        std::size_t sum = gap.size() * (widths.size() - 1);
        for (const auto one : widths) sum += one;
        return sum;
    };
    while (width != 0 && total() > width) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= narrowest) return;
        --*widest;
    }
}

} // namespace

void Table::add(std::vector<std::string> row) {
    for (auto& cell : row) cell = withoutHidden(withoutControls(std::move(cell)));
    m_rows.push_back(std::move(row));
}

std::string Table::text(std::size_t width) const {
    std::vector<std::size_t> widths;
    for (const auto& heading : m_headings) widths.push_back(lengthOf(heading));
    for (const auto& row : m_rows)
        for (std::size_t column = 0; column < std::min(row.size(), widths.size()); ++column)
            widths[column] = std::max(widths[column], lengthOf(row[column]));
    fit(widths, width);
    auto text = line(m_headings, widths);
    for (const auto& row : m_rows) text += line(row, widths);
    return text;
}

std::size_t terminalWidth() {
    winsize size{};
    const bool known = isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return known ? size.ws_col : 0;
}

} // namespace shipglass::cli
