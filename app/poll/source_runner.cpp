// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/source_runner.h"

#include "poll/ask.h"

namespace shipglass {

bool SourceRunner::change(PolledSource source) {
    const bool other = source.identity != m_source.identity || source.connector != m_source.connector ||
                       source.plan.revision != m_source.plan.revision || !source.plan.enabled;
    m_source = std::move(source);
    if (!other || !m_polling) return false;
    stop();
    return true;
}

void SourceRunner::poll(PollOrder order, std::function<void(PollEnd)> done) {
    m_polling = true;
    order.source = m_source;
    auto ended = [this, done = std::move(done)](Result<PollEnd> result) {
        m_polling = false;
        PollEnd failed;
        // Only the store can fail a poll as a whole: all else is in its report.
        if (!result) failed.report = unpolled(m_source, m_place.clock->now(), result.error());
        done(result ? std::move(*result) : std::move(failed));
    };
    m_poll = ask<PollEnd>(pollSource(m_place, std::move(order)), std::move(ended));
}

void SourceRunner::stop() {
    m_poll.reset();
    m_polling = false;
}

} // namespace shipglass
