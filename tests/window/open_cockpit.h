// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program/cockpit.h"
#include "window/waiting.h"

#include <QAbstractItemView>

namespace shipglass::testing {

/// The window as the program opens it, with its threads and its history, in this process. What a person does
/// goes in as the screen would send it: by place and by key.
class OpenCockpit {
public:
    /// Opens it on the user's own configuration, or on none; a failure ends the test program.
    OpenCockpit();

    Cockpit& cockpit() { return *m_cockpit; }
    MainWindow& window() { return m_cockpit->window(); }
    Page* page() { return window().currentPage(); }
    /// Goes to a page by the key of its number.
    bool go(const QString& page);
    /// The control of this name on the page that is shown, else in the window.
    template <class Widget> Widget* child(const QString& name) {
        auto* found = page()->findChild<Widget*>(name);
        if (!found) found = window().findChild<Widget*>(name);
        if (!found) qFatal("no control is called %s", qPrintable(name));
        return found;
    }
    /// What the line at the foot of the window says.
    QString said();
    /// All text that labels show on this page.
    QString words();

private:
    std::unique_ptr<Cockpit> m_cockpit;
};

/// Makes a window the active one, which is a window manager's work where there is one.
bool activate(QWidget& window);
/// Clicks in the middle of `part` of a widget, or of all of it, when it can be seen and used.
bool click(QWidget* widget, const QRect& part = {});
bool clickRow(QAbstractItemView* view, int row);
/// Presses a key in the active window.
void press(int key, Qt::KeyboardModifiers modifiers = {});
void type(const QString& text);
/// Goes on by Tab until the control of this name has the focus.
bool tabTo(const QString& name);

} // namespace shipglass::testing
