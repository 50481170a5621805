// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"
#include "models/dora/live_terms.h"
#include "models/history_access.h"
#include "models/now.h"

namespace shipglass {

/// The history as the keys are counted from it, as it was at `readAt`. `unread` names the sources that were
/// out of date then: what happened there since is missing.
struct HeldFacts {
    dora::Facts facts;
    Time readAt{};
    std::vector<std::string> unread;
};

/// Keeps the facts of the history, and reads them again when it has changed. A large history takes long to
/// read while it changes every few seconds: after a reading it rests ten times as long as that took, so that
/// at most an eleventh of one reader thread's time goes into it.
class FactsKeeper : public QObject {
    Q_OBJECT

public:
    static constexpr int restFor = 10; ///< Times the length of the last reading.

    FactsKeeper(HistoryAccess& history, const LiveTerms& terms, Now now, QObject* parent = nullptr);

    /// What was true then; nothing for now. Before the first reading.
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    /// The history may have changed: reads it now, or when it has rested.
    void refresh();
    /// Time has passed: reads what has waited for it. Called about once a second.
    void tick();

    /// Null until something was read. Stays the same object until the next reading is done.
    const std::shared_ptr<const HeldFacts>& held() const { return m_held; }
    /// The history has changed since it was read.
    bool isBehind() const { return m_behind; }

signals:
    void changed();
    /// It could not be read; what was read before stays.
    void failed(const QString& why);

private:
    void read();
    void take(Result<std::shared_ptr<const HeldFacts>> read, Time askedAt);

    HistoryAccess& m_history;
    const LiveTerms& m_terms;
    Now m_now;
    std::optional<Time> m_asOf;
    LatestAsk m_ask;
    std::shared_ptr<const HeldFacts> m_held;
    bool m_behind = false, m_reading = false;
    Time m_restsUntil{};
};

} // namespace shipglass
