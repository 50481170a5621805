// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/account_budget.h"

namespace shipglass {

Task<OpenSession> openSession(PollPlace place, std::string source, Purpose purpose, Host* host) {
    const auto read = [now = place.clock->now()](Writer& writer) { return writer.budgets(now); };
    auto reading = written<SavedBudgets>(place.store, read);
    auto budgets = co_await std::move(reading).attempt();
    // Without a history a person can still ask; the server then says what its limit is.
    auto known = budgets ? std::move(*budgets) : SavedBudgets();
    auto opening = place.sessions->open(std::move(source), purpose, host, std::move(known));
    auto open = co_await std::move(opening);
    co_return open;
}

Task<Done> keepBudget(PollPlace place, Usage usage) {
    if (usage.budget.empty()) co_return Done();
    const auto keep = [usage, now = place.clock->now()](Writer& writer) {
        return writer.keepBudget(usage.account, now, [&](const std::string& known) {
            return Budget::joined(known, usage.budget, now);
        });
    };
    auto keeping = written<Done>(place.store, keep);
    co_await std::move(keeping).attempt();
    co_return Done();
}

} // namespace shipglass
