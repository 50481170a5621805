// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appearance.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QStyleFactory>

namespace shipglass {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString group = QStringLiteral("org.freedesktop.appearance");
const QString scheme = QStringLiteral("color-scheme");
constexpr uint prefersDark = 1;
constexpr uint prefersLight = 2;

} // namespace

Appearance::Appearance(QApplication& application, QObject* parent)
    : QObject(parent), m_application(application), m_desktopIsDark(themeOf(application.palette()).dark) {
    m_application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_application.setFont(interfaceFont());
    apply();
}

void Appearance::start() {
    m_started = true;
    apply();
}

void Appearance::followDesktop() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call << group << scheme;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &Appearance::takeAnswer);
}

void Appearance::takeAnswer(QDBusPendingCallWatcher* call) {
    const QDBusPendingReply<QDBusVariant> reply = *call;
    if (!reply.isError()) takeScheme(reply.value().variant());
    call->deleteLater();
}

void Appearance::settingChanged(const QString& changedGroup, const QString& key, const QDBusVariant& value) {
    if (changedGroup == group && key == scheme) takeScheme(value.variant());
}

void Appearance::takeScheme(const QVariant& value) {
    // The portal's Read() wraps the value once more than its signal does.
    const auto inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    const auto wish = inner.toUInt();
    if (wish != prefersDark && wish != prefersLight) return;
    m_desktopIsDark = wish == prefersDark;
    if (m_choice == ThemeChoice::system) apply();
}

void Appearance::choose(ThemeChoice choice) {
    m_choice = choice;
    apply();
}

void Appearance::toggle() { choose(theme().dark ? ThemeChoice::light : ThemeChoice::dark); }

const Theme& Appearance::theme() const {
    const bool dark = m_choice == ThemeChoice::dark || (m_choice == ThemeChoice::system && m_desktopIsDark);
    return dark ? darkTheme() : lightTheme();
}

void Appearance::apply() {
    m_application.setPalette(paletteOf(theme()));
    if (m_started) m_application.setStyleSheet(styleSheetOf(theme()));
    emit changed();
}

} // namespace shipglass
