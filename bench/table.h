// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace shipglass::bench {

/// One measured figure beside what bounds it. Texts are shown as they are; `held` is nothing where there is
/// no bar.
struct Figure {
    std::string what, measured, bare, ratio, bar;
    std::optional<bool> held;
};

/// Figures of one subject, printed as one table of plain text with notes below.
class Table {
public:
    explicit Table(std::string title) : m_title(std::move(title)) {}

    void add(Figure figure) { m_figures.push_back(std::move(figure)); }
    /// How something was measured, or what the bare limit is.
    void note(std::string text) { m_notes.push_back(std::move(text)); }
    /// To standard output, at once.
    void print() const;

private:
    std::string m_title;
    std::vector<Figure> m_figures;
    std::vector<std::string> m_notes;
};

/// `12.3`: with as many digits after the point as asked for.
std::string decimal(double value, int digits = 1);
/// `83 %`.
std::string percent(double ratio);
/// `12.3 ms`.
std::string millis(double value);

} // namespace shipglass::bench
