// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml_text.h"

#include <QStringDecoder>

#include <algorithm>

namespace shipglass {

YamlText::YamlText(std::string_view text) : m_text(text), m_starts{0} {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        m_starts.push_back(at + 1);
}

std::string_view YamlText::line(int line) const {
    if (line < 0 || static_cast<std::size_t>(line) >= m_starts.size()) return {};
    const auto begin = m_starts[static_cast<std::size_t>(line)];
    auto found = m_text.substr(begin, m_text.find('\n', begin) - begin);
    if (found.ends_with('\r')) found.remove_suffix(1);
    return found;
}

Place YamlText::place(int line, int byteColumn) const {
    const auto before = this->line(line).substr(0, static_cast<std::size_t>(std::max(byteColumn, 0)));
    const auto characters =
        std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; });
    const auto beyond = std::max(byteColumn, 0) - static_cast<int>(before.size());
    return {line + 1, static_cast<int>(characters) + beyond + 1};
}

std::size_t YamlText::offset(int line, int byteColumn) const {
    if (line < 0 || static_cast<std::size_t>(line) >= m_starts.size()) return m_text.size();
    return std::min(m_text.size(), m_starts[static_cast<std::size_t>(line)] +
                                       static_cast<std::size_t>(std::max(byteColumn, 0)));
}

Place YamlText::placeAt(std::size_t offset) const {
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    const auto line = next - m_starts.begin() - 1;
    return place(static_cast<int>(line), static_cast<int>(offset - *(next - 1)));
}

std::optional<std::size_t> YamlText::firstBadByte() const {
    const auto control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x7F || (byte < 0x20 && c != '\n' && c != '\r' && c != '\t');
    };
    const auto found = std::find_if(m_text.begin(), m_text.end(), control);
    if (found != m_text.end()) return static_cast<std::size_t>(found - m_text.begin());
    for (std::size_t index = 0; index < m_starts.size(); ++index) {
        const auto text = line(static_cast<int>(index));
        QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
        static_cast<void>(QString(decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())))));
        if (decoder.hasError()) return m_starts[index];
    }
    return std::nullopt;
}

bool YamlText::closesQuote(std::size_t offset) const {
    const char quote = offset < m_text.size() ? m_text[offset] : ' ';
    if (quote != '"' && quote != '\'') return true;
    for (std::size_t at = offset + 1; at < m_text.size(); ++at) {
        const bool doubled = quote == '\'' && m_text.substr(at, 2) == "''";
        if ((quote == '"' && m_text[at] == '\\') || doubled)
            ++at;
        else if (m_text[at] == quote)
            return true;
    }
    return false;
}

} // namespace shipglass
