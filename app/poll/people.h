// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/account_budget.h"

namespace shipglass {

/// The sessions of what a person waits for: no cursors, and nothing to hand over but what the person asked
/// for.
PollHost::Start withoutPoll(const PolledSource& source, Time now);

/// Calls one of the connector's functions for a person: log, search, query, compare. `unsupported` where it
/// is null.
template <class T, class Argument>
Task<T> callForPerson(PollPlace place, PolledSource source, Task<T> (*function)(Session, Argument),
                      Argument argument) {
    if (!function)
        throw Failure(Fault::unsupported, std::string(source.connector->name) + " cannot be asked for that");
    PollHost host(*place.store, *place.clock, withoutPoll(source, place.clock->now()));
    auto open = co_await openSession(place, source.plan.name, Purpose::person, &host);
    auto task = withBudgetKept(place, open, function(open.session, std::move(argument)));
    auto answer = co_await std::move(task);
    co_return answer;
}

/// Who we are there, which version answers and what may be read; also for a source that is switched off.
Task<Health> testSource(PollPlace place, PolledSource source);

/// Asks for one record with what polls leave out, and keeps the answer in the store.
Task<Record> readDetail(PollPlace place, PolledSource source, Record record);

} // namespace shipglass
