// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace shipglass::testing {

/// A timer of a millisecond on this thread: how long its event loop came to nothing else.
class Heartbeat {
public:
    Heartbeat();

    /// What to print: the longest gap, and the one that all but one beat in a thousand stay below.
    QString report() const;

private:
    void beat();

    std::vector<double> m_gaps; ///< Milliseconds.
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace shipglass::testing
