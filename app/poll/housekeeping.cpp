// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/housekeeping.h"

#include "poll/lease.h"

namespace shipglass {

namespace {

constexpr int rowsASlice = 500;
constexpr Millis betweenSlices{250};

} // namespace

Task<Done> pruneHistory(PollPlace place, Keep keep) {
    while (true) {
        const auto prune = [keep, now = place.clock->now()](Writer& writer) {
            return writer.prune(keep, now, rowsASlice);
        };
        auto pruning = written<bool>(place.store, prune);
        const bool nothingLeft = co_await std::move(pruning);
        if (nothingLeft) break;
        co_await pause(place.clock, betweenSlices);
    }
    co_return Done();
}

Task<Done> forgetSource(PollPlace place, std::string source) {
    Lease lease(place.store, place.clock, source, place.holder);
    co_await lease.takeWhenFree();
    while (true) {
        const auto forget = [source](Writer& writer) { return writer.forget(source, rowsASlice); };
        auto forgetting = written<bool>(place.store, forget);
        const bool nothingLeft = co_await std::move(forgetting);
        if (nothingLeft) break;
        auto renewing = lease.take();
        co_await std::move(renewing);
    }
    co_return Done();
}

} // namespace shipglass
