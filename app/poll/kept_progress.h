// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "poll/store_access.h"

namespace shipglass {

/// Stores how far a first poll has come, at once and then every two seconds: windows, and other processes,
/// know of a source only what is in the store. What it refers to outlives it.
class KeptProgress {
public:
    KeptProgress(StoreAccess& store, const Clock& clock, SourceState stored)
        : m_store(store), m_clock(clock), m_state(std::move(stored)) {}

    void keep(const std::string& text) {
        const Time now = m_clock.now();
        if (m_keptAt && now < *m_keptAt + apart) return;
        m_keptAt = now;
        m_state.backfill = text;
        // What cannot be stored is told again by the next, and a history that is broken by the poll's end.
        m_store.write([state = m_state](Writer& writer) { static_cast<void>(writer.saveState(state)); },
                      [] {});
    }

private:
    static constexpr Millis apart{2000};
    StoreAccess& m_store;
    const Clock& m_clock;
    SourceState m_state;
    std::optional<Time> m_keptAt;
};

} // namespace shipglass
