// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_process.h"

#include <memory>

namespace shipglass::testing {

/// A screen of 1440 by 900 that nobody looks at: Debian's Xvfb on a display that is free, without a window
/// manager. It ends with this object, after everything that is shown on it.
class VirtualScreen {
public:
    static bool installed(QString* why);
    static std::unique_ptr<VirtualScreen> start(QString* why);
    VirtualScreen() = default;
    ~VirtualScreen();
    VirtualScreen(const VirtualScreen&) = delete;
    VirtualScreen& operator=(const VirtualScreen&) = delete;

    /// As DISPLAY wants it, `:7`.
    QString display() const { return m_display; }

private:
    QString m_display;
    ServerProcess m_process{QStringLiteral("Xvfb")};
};

} // namespace shipglass::testing
