// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/text_lines.h"

#include <algorithm>

namespace shipglass {

TextLines::TextLines(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        m_lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    if (!m_lines.empty() && m_lines.front().ends_with("\r\n")) m_end = "\r\n";
}

std::string_view TextLines::line(std::size_t index) const {
    if (index >= m_lines.size()) return {};
    std::string_view line = m_lines[index];
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool TextLines::isBlank(std::size_t index) const {
    return line(index).find_first_not_of(" \t") == std::string_view::npos;
}

std::size_t TextLines::indentOf(std::size_t index) const {
    const auto text = line(index);
    return std::min(text.find_first_not_of(' '), text.size());
}

std::size_t TextLines::blockEnd(std::size_t last, std::size_t indent) const {
    std::size_t end = last + 1;
    for (std::size_t at = end; at < size(); ++at) {
        if (isBlank(at)) continue;
        if (indentOf(at) <= indent) break;
        end = at + 1;
    }
    return end;
}

void TextLines::replace(LineRange range, const std::vector<std::string>& lines) {
    if (range.first > 0 && !lines.empty() && !m_lines[range.first - 1].ends_with('\n'))
        m_lines[range.first - 1] += m_end;
    const auto begin = m_lines.begin() + static_cast<std::ptrdiff_t>(range.first);
    const auto at = m_lines.erase(begin, m_lines.begin() + static_cast<std::ptrdiff_t>(range.end));
    std::vector<std::string> whole;
    for (const auto& line : lines) whole.push_back(line + m_end);
    m_lines.insert(at, whole.begin(), whole.end());
}

std::string TextLines::text() const {
    std::string text;
    for (const auto& line : m_lines) text += line;
    return text;
}

} // namespace shipglass
