// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace shipglass::cli {

/// Rows of text under headings, in columns that fit. Control characters become spaces, and
/// hidden ones U+FFFD: what comes from outside cannot move the cursor or turn the direction of writing.
class Table {
public:
    explicit Table(std::vector<std::string> headings) : m_headings(std::move(headings)) {}
    void add(std::vector<std::string> row);
    bool empty() const { return m_rows.empty(); }

    /// The table in lines of at most `width` characters, the widest columns cut first; 0 cuts nothing.
    std::string text(std::size_t width) const;

private:
    std::vector<std::string> m_headings;
    std::vector<std::vector<std::string>> m_rows;
};

/// The width of the terminal that standard output is, or 0.
std::size_t terminalWidth();

} // namespace shipglass::cli
