// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <utility>

namespace shipglass {

namespace {

constexpr const char* rules = R"(
QWidget { color: @text; }
QMainWindow, QDialog, #page { background: @window; }
#panel, #card { background: @panel; border: 1px solid @line; border-radius: 8px; }
#navigation { background: @window; border: none; border-right: 1px solid @line; }
#topBar { background: @window; border: none; border-bottom: 1px solid @line; }
QLabel { background: transparent; }
QLabel[quiet="true"] { color: @muted; }
QLabel[problem="true"] { color: @bad; }
#asOf { background: @selection; color: @text; border: 1px solid @accent; border-radius: 6px; padding: 2px 8px; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 0 6px; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }

QLineEdit, QComboBox, QPlainTextEdit {
    background: @panel; border: 1px solid @line; border-radius: 6px; padding: 4px 8px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 1px solid @accent; }
QLineEdit[wrong="true"] { border: 1px solid @bad; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; selection-background-color: @selection; selection-color: @text; }

QPushButton { background: @panel; border: 1px solid @line; border-radius: 6px; padding: 4px 12px; min-height: 18px; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @muted; background: @raised; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 3px 11px; }
QPushButton[danger="true"] { color: @bad; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 8px; color: @muted; }
QToolButton:hover { background: @hover; color: @text; }
QToolButton:focus { border: 1px solid @accent; color: @text; }
QToolButton:checked { background: @selection; color: @text; }
QToolButton::menu-indicator { image: none; }
QCheckBox { spacing: 6px; }
QCheckBox:focus { color: @accent; }

QAbstractItemView { background: @panel; border: none; outline: none; }
#list { background: @panel; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @line; padding: 4px 8px; }
QHeaderView::section:vertical { color: @text; }
QTableCornerButton::section { background: @panel; border: none; border-bottom: 1px solid @line; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent; padding: 6px 10px; margin-right: 4px; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar:focus { outline: none; }
QTabBar::tab:selected:focus { background: @selection; border-radius: 4px; }
QSplitter::handle { background: @window; }
QScrollArea { background: transparent; border: none; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; width: 0; height: 0; }
)";

} // namespace

QString styleSheetOf(const Theme& theme) {
    // Longer names first, so that none is found inside another.
    const std::pair<const char*, QColor> names[] = {
        {"@selection", theme.selection}, {"@onAccent", theme.onAccent},  {"@accent", theme.accent},
        {"@window", theme.window},       {"@raised", theme.raised},      {"@muted", theme.muted},
        {"@panel", theme.panel},         {"@hover", theme.hover},        {"@text", theme.text},
        {"@line", theme.line},           {"@bad", theme.tone(Tone::bad)}};
    QString sheet = QLatin1String(rules);
    for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

} // namespace shipglass
