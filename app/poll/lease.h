// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "poll/store_access.h"

namespace shipglass {

/// The right of one process to poll a source, good for a minute and to be renewed while polling. Destroying
/// it gives the source free. What it refers to outlives it.
class Lease {
public:
    Lease(StoreAccess* store, Clock* clock, std::string source, std::string holder);
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    /// Takes or renews it; false while another process has it.
    Task<bool> take();
    /// Tries again every second until it has it.
    Task<Done> takeWhenFree();
    /// Renews it; a store that cannot be asked is no reason to stop.
    Task<bool> renew();

private:
    std::function<Result<bool>(Writer&)> taking() const;

    StoreAccess* m_store;
    Clock* m_clock;
    std::string m_source, m_holder;
    bool m_taken = false;
};

/// Waits on the clock's timer. `clock` outlives the task.
Task<Done> pause(Clock* clock, Millis span);

} // namespace shipglass
