// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/open_cockpit.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QWindow>

namespace shipglass::testing {

OpenCockpit::OpenCockpit() {
    const cli::Common common;
    const auto setup = loadSetup(common);
    if (!setup) qFatal("%s", setup.error().message.c_str());
    m_cockpit = std::make_unique<Cockpit>(*qApp, common, *setup, Cockpit::Options());
    if (const auto started = m_cockpit->start(); !started) qFatal("%s", started.error().message.c_str());
    window().start();
    window().show();
    if (!activate(window())) qFatal("the window does not become active");
}

bool OpenCockpit::go(const QString& name) {
    press(Qt::Key_1 + static_cast<int>(window().pageNames().indexOf(name)));
    return page()->name() == name;
}

QString OpenCockpit::said() { return window().findChild<QLabel*>(QStringLiteral("said"))->text(); }

QString OpenCockpit::words() {
    QStringList words;
    for (const auto* label : page()->findChildren<QLabel*>())
        if (label->isVisible()) words.append(label->text());
    return words.join(u'\n');
}

bool activate(QWidget& window) {
    window.activateWindow();
    return waitUntil([&window] { return window.isActiveWindow(); });
}

bool click(QWidget* widget, const QRect& part) {
    if (!widget->isVisible() || !widget->isEnabled()) return false;
    auto* window = widget->window();
    const QPoint middle = (part.isNull() ? widget->rect() : part).center();
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, widget->mapTo(window, middle));
    return true;
}

bool clickRow(QAbstractItemView* view, int row) {
    const auto index = view->model()->index(row, 0);
    view->scrollTo(index);
    return index.isValid() && click(view->viewport(), view->visualRect(index));
}

void press(int key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(QGuiApplication::focusWindow(), static_cast<Qt::Key>(key), modifiers);
}

void type(const QString& text) {
    for (const char letter : text.toLatin1()) QTest::keyClick(QGuiApplication::focusWindow(), letter);
}

bool tabTo(const QString& name) {
    constexpr int most = 60;
    for (int step = 0; step < most; ++step) {
        const auto* focus = QApplication::focusWidget();
        if (focus && focus->objectName() == name) return true;
        press(Qt::Key_Tab);
    }
    return false;
}

} // namespace shipglass::testing
