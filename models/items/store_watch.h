// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_access.h"

#include <QTimer>

namespace shipglass {

/// Notices that the history changed, by whichever process: asks for its version once a second.
class StoreWatch : public QObject {
    Q_OBJECT

public:
    explicit StoreWatch(HistoryAccess& history, QObject* parent = nullptr);
    void start();
    /// Asks now; the timer does so once a second after start().
    void check();

signals:
    void changed();
    /// Once after every check, changed or not: for what is due later.
    void ticked();

private:
    void take(const Result<std::int64_t>& version);

    HistoryAccess& m_history;
    QTimer m_timer;
    bool m_asking = false;
    std::optional<std::int64_t> m_version;
};

} // namespace shipglass
