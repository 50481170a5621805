// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

namespace shipglass {

/// What records say about how lively their source is.
class Activity {
public:
    explicit Activity(Time now) : m_now(now) {}
    void see(const Record& record);

    /// Something is queued or running, and began so lately that it is worth looking again soon. Who waits for
    /// a person may wait for days and does not count.
    bool moving() const { return m_moving; }
    /// When something last began or ended, never in the future.
    std::optional<Time> last() const { return m_last; }

private:
    void saw(const std::optional<Time>& at);
    void saw(const Run& run);
    void saw(const Deployment& deployment);
    void saw(const Change& change) { saw(change.mergedAt); }
    void saw(const Alert& alert);
    template <class Other> void saw(const Other&) {}
    bool recent(const std::optional<Time>& at) const;

    Time m_now;
    bool m_moving = false;
    std::optional<Time> m_last;
};

} // namespace shipglass
