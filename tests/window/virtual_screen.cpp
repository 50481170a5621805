// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/virtual_screen.h"

#include <QRegularExpression>

#include <csignal>

namespace shipglass::testing {

namespace {

/// Xvfb prints the display it took on a line of its own, as soon as it can be used.
QString numberIn(const QByteArray& log) {
    static const QRegularExpression line(QStringLiteral("^(\\d+)$"), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(log)).captured(1);
}

} // namespace

bool VirtualScreen::installed(QString* why) {
    return programsInstalled({QStringLiteral("Xvfb")}, QStringLiteral("xvfb"), why);
}

std::unique_ptr<VirtualScreen> VirtualScreen::start(QString* why) {
    if (!installed(why)) return nullptr;
    auto screen = std::make_unique<VirtualScreen>();
    auto& process = screen->m_process;
    const QStringList argv{
        QStringLiteral("Xvfb"),      QStringLiteral("-displayfd"), QStringLiteral("1"),
        QStringLiteral("-screen"),   QStringLiteral("0"),          QStringLiteral("1440x900x24"),
        QStringLiteral("-nolisten"), QStringLiteral("tcp"),        QStringLiteral("-noreset")};
    const auto ready = [&] { return !numberIn(process.log()).isEmpty(); };
    if (!process.start(argv, why) || !process.waitUntil(ready, why)) return nullptr;
    screen->m_display = u':' + numberIn(process.log());
    return screen;
}

/// One that is asked to end takes its lock and its socket along.
VirtualScreen::~VirtualScreen() {
    if (m_process.pid() == 0) return;
    ::kill(static_cast<pid_t>(m_process.pid()), SIGTERM);
    QString ended;
    m_process.waitUntil([] { return false; }, &ended);
}

} // namespace shipglass::testing
