// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QObject>
#include <QVariant>

class QApplication;
class QDBusVariant;
class QDBusPendingCallWatcher;

namespace shipglass {

/// Which theme a person wants.
enum class ThemeChoice { system, light, dark };

/// Draws the application in one theme: a person's choice, else what the desktop says over D-Bus, else what
/// the palette looked like at the start.
class Appearance : public QObject {
    Q_OBJECT

public:
    explicit Appearance(QApplication& application, QObject* parent = nullptr);

    /// Draws everything in the theme from now on. To be called once the first window is made: under a style
    /// sheet, Qt would go through every widget again for each parent it gets.
    void start();
    /// Asks the desktop now and whenever it changes its mind. Never waits.
    void followDesktop();
    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    const Theme& theme() const;
    /// The other of light and dark, as a person's choice.
    void toggle();

signals:
    void changed();

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void takeAnswer(QDBusPendingCallWatcher* call);
    void takeScheme(const QVariant& value);
    void apply();

    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::system;
    bool m_desktopIsDark = false, m_started = false;
};

} // namespace shipglass
