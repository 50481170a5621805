// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/mistake.h"

#include <optional>
#include <string_view>
#include <vector>

namespace shipglass {

/// The lines of a file, to turn a parser's byte columns into places and to look at what stands there.
class YamlText {
public:
    explicit YamlText(std::string_view text);

    std::string_view text() const { return m_text; }
    /// The place of a line and byte column, both from 0.
    Place place(int line, int byteColumn) const;
    /// The offset of a line and byte column, both from 0; at most the size of the text.
    std::size_t offset(int line, int byteColumn) const;
    Place placeAt(std::size_t offset) const;
    /// One line, from 0, without its end.
    std::string_view line(int line) const;

    /// The first byte that no YAML file has: control characters and what is no UTF-8.
    std::optional<std::size_t> firstBadByte() const;
    /// Whether the quoted text that begins here also ends; yaml-cpp takes the end of the file for a quotation
    /// mark.
    bool closesQuote(std::size_t offset) const;

private:
    std::string_view m_text;
    std::vector<std::size_t> m_starts;
};

} // namespace shipglass
