// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// Lines from `first` up to and without `end`, counted from 0.
struct LineRange {
    std::size_t first = 0, end = 0;
};

/// A text as lines that can be exchanged; what is not touched keeps its bytes.
class TextLines {
public:
    explicit TextLines(std::string_view text);

    std::size_t size() const { return m_lines.size(); }
    /// A line without its end; "" behind the last one.
    std::string_view line(std::size_t index) const;
    bool isBlank(std::size_t index) const;
    /// Spaces before the first other character.
    std::size_t indentOf(std::size_t index) const;
    /// The end of a block whose last value begins on line `last`: what follows belongs to it while it is
    /// indented by more than `indent`; blank lines only between such lines.
    std::size_t blockEnd(std::size_t last, std::size_t indent) const;

    /// Puts lines in the place of others, with the text's own line ends.
    void replace(LineRange range, const std::vector<std::string>& lines);
    std::string text() const;

private:
    std::vector<std::string> m_lines; ///< With their ends.
    std::string m_end = "\n";
};

} // namespace shipglass
