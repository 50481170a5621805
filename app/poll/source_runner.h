// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"

namespace shipglass {

/// One source with the poll of it that is under way. Destroying it ends that poll; what it handed over is
/// stored.
class SourceRunner {
public:
    SourceRunner(PollPlace place, PolledSource source)
        : m_place(std::move(place)), m_source(std::move(source)) {}

    const PolledSource& source() const { return m_source; }
    /// Takes a changed configuration. A poll of another account or address ends, as its cursors mean nothing
    /// any more; returns true when it did.
    bool change(PolledSource source);

    bool polling() const { return m_polling; }
    /// Starts a poll; `done` is called once, unless the poll is stopped before.
    void poll(PollOrder order, std::function<void(PollEnd)> done);
    void stop();

private:
    PollPlace m_place;
    PolledSource m_source;
    std::unique_ptr<Operation> m_poll;
    bool m_polling = false;
};

} // namespace shipglass
