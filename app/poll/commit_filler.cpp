// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/commit_filler.h"

#include "poll/ask.h"

namespace shipglass {

namespace {

using namespace std::chrono_literals;

constexpr Millis afterPolls = 2s, betweenRounds = 1min;
/// What was asked in vain may be asked again though nothing in the history has changed.
constexpr Millis betweenWholeReadings = 1h;

} // namespace

void CommitFiller::configure(const PolledSources& sources) {
    stop();
    m_order.sources = sources.poll ? sources.sources : std::vector<PolledSource>();
    m_order.delivery = sources.delivery;
    m_order.seen = {};
}

void CommitFiller::polled() {
    m_again = true;
    if (!m_busy) wait(afterPolls);
}

void CommitFiller::wait(Millis span) {
    m_busy = true;
    m_timer = m_place.clock->after(span, [this] { begin(); });
}

void CommitFiller::begin() {
    const Time now = m_place.clock->now();
    if (now >= m_readAllAt + betweenWholeReadings) m_order.seen = {};
    if (m_order.seen == CommitsSeen()) m_readAllAt = now;
    m_again = false;
    m_round = ask<CommitRound>(fillCommits(m_place, m_order),
                               [this](const Result<CommitRound>& round) { ended(round); });
}

/// Without a poll since, and nothing left, the next poll begins the next round.
void CommitFiller::ended(const Result<CommitRound>& round) {
    if (round) m_order.seen = round->seen;
    m_again = m_again || (round && round->left);
    m_timer = m_place.clock->after(betweenRounds, [this] {
        m_busy = false;
        if (m_again) wait(afterPolls);
    });
}

void CommitFiller::stop() {
    m_timer.reset();
    m_round.reset();
    m_busy = m_again = false;
}

} // namespace shipglass
