// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/digest.h"
#include "models/history_access.h"
#include "models/notification_rules.h"
#include "models/now.h"

#include <QObject>

namespace shipglass {

/// The worst that is going on, for the tray: in rising order.
enum class Worst { nothing, fine, unsure, broken, critical };

/// Reads what the notification rules judge whenever the history changed, and passes on what they say.
class NotificationFeed : public QObject {
    Q_OBJECT

public:
    NotificationFeed(HistoryAccess& history, Now now, QObject* parent = nullptr);

    NotificationRules& rules() { return m_rules; }
    /// What was true then, or what is true now.
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    void refresh();
    /// Before the first answer it is `nothing`.
    Worst worst() const { return m_worst; }
    const Digest& digest() const { return m_digest; }

signals:
    void noticed(const shipglass::Notice& notice);
    /// worst() and digest() were read again.
    void updated();

private:
    struct News {
        std::vector<RunRow> runs;
        std::vector<AlertRow> alerts;
        Digest digest;
    };
    static News read(Reader& reader, Time now, std::optional<Time> asOf);
    void take(const News& news);

    HistoryAccess& m_history;
    Now m_now;
    std::optional<Time> m_asOf;
    NotificationRules m_rules;
    Digest m_digest;
    Worst m_worst = Worst::nothing;
    bool m_reading = false, m_again = false;
};

/// What the tray shows for these numbers.
Worst worstOf(const Digest& digest, int brokenPipelines);

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::Notice)
