// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

QFont firstInstalled(std::initializer_list<const char*> families, double points) {
    const auto installed = QFontDatabase::families();
    for (const char* family : families) {
        if (!installed.contains(QLatin1String(family))) continue;
        QFont font(QString::fromLatin1(family));
        // DejaVu is drawn larger than others of the same size.
        font.setPointSizeF(QLatin1String(family).startsWith(QLatin1String("DejaVu")) ? points - 1 : points);
        return font;
    }
    return {};
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Theme& lightTheme() {
    static const Theme theme{
        false,     "#f6f7f9",
        "#ffffff", "#eff1f4",
        "#f0f2f6", "#e1e4ea",
        "#1b1e27", "#5a6172",
        "#4650cf", "#ffffff",
        "#e8eafb", {"#147a48", "#8f5b00", "#a84300", "#c02339", "#1d5fbf", "#7639b8", "#5f6675", "#4650cf"}};
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme{
        true,      "#0e1014",
        "#15181e", "#1c2028",
        "#1a1e26", "#282d38",
        "#e7e9ef", "#9aa2b3",
        "#949cff", "#0e1014",
        "#242a4a", {"#46c08a", "#e5ab33", "#ff9152", "#ff6e7d", "#5eabff", "#c39aff", "#959dad", "#949cff"}};
    return theme;
}

const Theme& themeOf(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette(theme.text, theme.raised, theme.raised, theme.line, theme.line, theme.text, theme.text,
                     theme.panel, theme.window);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Highlight, theme.selection);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

QFont interfaceFont() { return firstInstalled({"Inter", "Noto Sans", "DejaVu Sans"}, 10); }

QFont fixedFont() {
    auto font = firstInstalled({"JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono"}, 10);
    font.setStyleHint(QFont::Monospace);
    return font;
}

QColor blended(const QColor& one, const QColor& other) {
    return QColor::fromRgbF((one.redF() + other.redF()) / 2, (one.greenF() + other.greenF()) / 2,
                            (one.blueF() + other.blueF()) / 2);
}

double contrast(const QColor& one, const QColor& other) {
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace shipglass
