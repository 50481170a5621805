// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"

namespace shipglass {

/// A session that knows what all processes on the store have learned of the account's rate budget.
Task<OpenSession> openSession(PollPlace place, std::string source, Purpose purpose, Host* host);

/// Tells the store what a session has learned of its account's rate budget. Never fails: what cannot be kept
/// costs a request that is refused.
Task<Done> keepBudget(PollPlace place, Usage usage);

/// Does a connector's work and keeps what it learned of the budget. What it throws is fit to be shown and
/// stored.
template <class T> Task<T> withBudgetKept(PollPlace place, OpenSession open, Task<T> work) {
    auto clean = withCleanErrors(open.clean, std::move(work));
    auto ended = co_await std::move(clean).attempt();
    co_await keepBudget(place, open.usage());
    co_return std::move(ended).orThrow();
}

} // namespace shipglass
