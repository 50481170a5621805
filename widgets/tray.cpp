// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tray.h"

#include "widgets/mark.h"
#include "widgets/sign.h"

#include <QAction>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>
#include <QSettings>
#include <QSystemTrayIcon>

namespace shipglass {

namespace {

constexpr int longestNotice = 200;

struct Switch {
    const char* key;
    bool NoticeSwitches::*which;
};
constexpr std::array<Switch, 3> switches{{{"notify/broken", &NoticeSwitches::broken},
                                          {"notify/fixed", &NoticeSwitches::fixed},
                                          {"notify/critical", &NoticeSwitches::critical}}};

std::optional<Look> lookOf(Worst worst) {
    switch (worst) {
    case Worst::critical:
        return Look{Mark::octagon, Tone::bad};
    case Worst::broken:
        return Look{Mark::cross, Tone::bad};
    case Worst::unsure:
        return Look{Mark::clock, Tone::warning};
    case Worst::fine:
        return Look{Mark::check, Tone::good};
    case Worst::nothing:
        break;
    }
    return std::nullopt;
}

QString titleOf(NoticeKind kind) {
    switch (kind) {
    case NoticeKind::broken:
        return Tray::tr("Broken");
    case NoticeKind::fixed:
        return Tray::tr("Fixed");
    case NoticeKind::critical:
        break;
    }
    return Tray::tr("Critical alert");
}

} // namespace

QIcon trayIcon(Worst worst, const Theme& theme) {
    constexpr int side = 64;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, QRectF(2, 2, side - 4, side - 4), Sign::ship, theme.accent);
    if (const auto look = lookOf(worst)) {
        const QRectF corner(side * 0.45, side * 0.45, side * 0.55, side * 0.55);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.panel);
        painter.drawEllipse(corner.adjusted(-2, -2, 2, 2));
        paintLook(painter, corner, *look, theme);
    }
    return QIcon(pixmap);
}

QString trayText(Worst worst, const Digest& digest) {
    switch (worst) {
    case Worst::critical:
        return Tray::tr("Shipglass: %1 critical alerts").arg(digest.firing(Severity::critical));
    case Worst::broken:
        return Tray::tr("Shipglass: something is broken");
    case Worst::unsure:
        return Tray::tr("Shipglass: %1 sources are out of date").arg(digest.unwell());
    case Worst::fine:
        return Tray::tr("Shipglass: nothing is broken");
    case Worst::nothing:
        break;
    }
    return Tray::tr("Shipglass: nothing is watched yet");
}

QString withoutMarkup(QString text) {
    return text.replace(u'<', QChar(0x2039)).replace(u'>', QChar(0x203a)).replace(u'&', QChar(0xff06));
}

Tray::Tray(NotificationFeed& feed, QSettings* settings, QObject* parent)
    : QObject(parent), m_feed(feed), m_settings(settings), m_icon(new QSystemTrayIcon(this)) {
    readSwitches();
    connect(&m_feed, &NotificationFeed::updated, this, &Tray::showState);
    connect(&m_feed, &NotificationFeed::noticed, this, &Tray::tell);
    connect(m_icon, &QSystemTrayIcon::activated, this, &Tray::windowWanted);
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::windowWanted);
    showState();
    m_icon->show();
}

void Tray::readSwitches() {
    for (const auto& [key, which] : switches)
        if (m_settings) m_switches.*which = m_settings->value(QLatin1String(key), true).toBool();
    m_feed.rules().setSwitches(m_switches);
}

void Tray::showState() {
    m_icon->setIcon(trayIcon(m_feed.worst(), themeOf(QGuiApplication::palette())));
    m_icon->setToolTip(trayText(m_feed.worst(), m_feed.digest()));
}

void Tray::tell(const Notice& notice) {
    const auto title =
        withoutMarkup(titleOf(notice.kind) + QStringLiteral(": ") + notice.subject.left(longestNotice));
    m_icon->showMessage(title, withoutMarkup(notice.detail.left(longestNotice)),
                        trayIcon(m_feed.worst(), themeOf(QGuiApplication::palette())));
}

void Tray::addSwitches(QMenu& menu) {
    addSwitch(menu, tr("Notify when something breaks"), QLatin1String(switches[0].key), switches[0].which);
    addSwitch(menu, tr("Notify when it is fixed"), QLatin1String(switches[1].key), switches[1].which);
    addSwitch(menu, tr("Notify of critical alerts"), QLatin1String(switches[2].key), switches[2].which);
}

void Tray::addSwitch(QMenu& menu, const QString& text, const QString& key, bool NoticeSwitches::*which) {
    auto* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(m_switches.*which);
    connect(action, &QAction::toggled, this, [this, key, which](bool on) {
        m_switches.*which = on;
        m_feed.rules().setSwitches(m_switches);
        if (m_settings) m_settings->setValue(key, on);
    });
}

} // namespace shipglass
