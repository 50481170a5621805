// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>

namespace shipglass {

/// What a colour says, apart from what it is on.
enum class Tone { good, warning, high, bad, running, waiting, neutral, accent };
constexpr std::size_t toneCount = 8;

/// The colours of one appearance. Text and tones stand out from `window`, `panel` and `raised` by 4.5 to 1 or
/// more.
struct Theme {
    bool dark = false;
    QColor window, panel, raised, hover, line, text, muted, accent, onAccent, selection;
    std::array<QColor, toneCount> tones;

    const QColor& tone(Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
};

const Theme& lightTheme();
const Theme& darkTheme();
/// The theme that a widget is drawn with, told from its palette: there is no other state to ask.
const Theme& themeOf(const QPalette& palette);

QPalette paletteOf(const Theme& theme);
QString styleSheetOf(const Theme& theme);
/// The first of the preferred families that is installed.
QFont interfaceFont();
QFont fixedFont();
/// Half of each.
QColor blended(const QColor& one, const QColor& other);
/// How much two colours stand out from each other, from 1 to 21, as WCAG counts it.
double contrast(const QColor& one, const QColor& other);

} // namespace shipglass
