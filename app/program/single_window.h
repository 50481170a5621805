// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>

#include <functional>
#include <string>

namespace shipglass {

/// Lets one window a person and history be open: a second start raises the first. Reachable by this user
/// only.
class SingleWindow {
public:
    explicit SingleWindow(const std::string& storePath);

    /// Asks the window that is open already, if there is one; true when it was told.
    bool raiseOther();
    /// What another start does to this window.
    void onRaise(std::function<void()> raise);

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace shipglass
