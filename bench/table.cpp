// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace shipglass::bench {

namespace {

using Line = std::array<std::string, 6>;

Line lineOf(const Figure& figure) {
    const std::string held = !figure.held ? "" : *figure.held ? "yes" : "NO";
    return {figure.what, figure.measured, figure.bare, figure.ratio, figure.bar, held};
}

std::array<std::size_t, 6> widthsOf(const std::vector<Line>& lines) {
    std::array<std::size_t, 6> widths{};
    for (const Line& line : lines)
        for (std::size_t column = 0; column < line.size(); ++column)
            widths[column] = std::max(widths[column], line[column].size());
    return widths;
}

} // namespace

void Table::print() const {
    std::vector<Line> lines{{"", "measured", "bare limit", "ratio", "bar", "held"}};
    for (const Figure& figure : m_figures) lines.push_back(lineOf(figure));
    const auto widths = widthsOf(lines);
    std::printf("\n%s\n", m_title.c_str());
    for (const Line& line : lines) {
        std::printf("  %-*s", static_cast<int>(widths[0]), line[0].c_str());
        for (std::size_t column = 1; column < line.size(); ++column)
            std::printf("  %*s", static_cast<int>(widths[column]), line[column].c_str());
        std::printf("\n");
    }
    for (const std::string& note : m_notes) std::printf("  - %s\n", note.c_str());
    std::fflush(stdout);
}

std::string decimal(double value, int digits) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string percent(double ratio) { return decimal(ratio * 100, 0) + " %"; }

std::string millis(double value) { return decimal(value, value < 10 ? 2 : 0) + " ms"; }

} // namespace shipglass::bench
