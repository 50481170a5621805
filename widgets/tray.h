// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notification_feed.h"
#include "widgets/theme.h"

#include <QObject>

class QMenu;
class QSettings;
class QSystemTrayIcon;

namespace shipglass {

/// The icon for a state: the program's sign with the worst state's mark on it.
QIcon trayIcon(Worst worst, const Theme& theme);
/// The worst state in words.
QString trayText(Worst worst, const Digest& digest);
/// Text that shows the same where the desktop reads markup: its special characters are replaced.
QString withoutMarkup(QString text);

/// The icon in the desktop's tray, and the notifications. Each kind has a switch that is remembered.
class Tray : public QObject {
    Q_OBJECT

public:
    /// `settings` may be null: then switches are not remembered.
    Tray(NotificationFeed& feed, QSettings* settings, QObject* parent = nullptr);
    /// Adds a switch for each kind of notification to a menu.
    void addSwitches(QMenu& menu);

signals:
    /// The icon was clicked, or a notification: the window is wanted.
    void windowWanted();

private:
    void showState();
    void tell(const Notice& notice);
    void addSwitch(QMenu& menu, const QString& text, const QString& key, bool NoticeSwitches::*which);
    void readSwitches();

    NotificationFeed& m_feed;
    QSettings* m_settings;
    QSystemTrayIcon* m_icon;
    NoticeSwitches m_switches;
};

} // namespace shipglass
