// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora_world.h"
#include "window_world.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QTabWidget>
#include <QTableView>

namespace shipglass {

/// The tabs below the charts.
enum Part { rowsPart, stagesPart, dialectsPart, performersPart };

inline MainWindow& openFilled(WindowWorld& world) {
    fillDora(world.history.reader);
    return world.open("dora");
}

inline QString cardText(const WindowWorld& world, const char* key) {
    return world.child<QAbstractButton>(QStringLiteral("key-") + key)->accessibleDescription();
}

inline void choose(const WindowWorld& world, const char* box, const QString& text) {
    auto* combo = world.child<QComboBox>(box);
    const int at = combo->findText(text);
    if (at < 0) qFatal("%s does not offer %s", box, qPrintable(text));
    combo->setCurrentIndex(at);
    WindowWorld::settle();
}

inline void showPart(const WindowWorld& world, Part part) {
    world.child<QTabWidget>("doraParts")->setCurrentIndex(part);
    WindowWorld::settle();
}

inline QString cell(const WindowWorld& world, const char* table, int row, int column) {
    return world.child<QTableView>(table)->model()->index(row, column).data().toString();
}

inline QString label(const WindowWorld& world, const char* name) {
    const auto* found = world.child<QLabel>(name);
    return found->isVisible() ? found->text() : QString();
}

/// Presses the key on a chart that has the focus.
inline void press(const WindowWorld& world, const char* chart, std::initializer_list<Qt::Key> keys) {
    auto* view = world.child<QWidget>(chart);
    view->setFocus();
    for (const auto key : keys) QTest::keyClick(view, key);
    WindowWorld::settle();
}

} // namespace shipglass
