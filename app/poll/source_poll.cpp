// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/source_poll.h"

#include "poll/lease.h"
#include "poll/poll_guard.h"

#include <algorithm>

namespace shipglass {

namespace {

using Cursors = std::map<std::string, std::string>;

Task<SourceState> storedState(PollPlace place, std::string source) {
    const Time now = place.clock->now();
    const auto read = [now](Reader& reader) { return reader.sources(now); };
    auto reading = readFrom<std::vector<SourceState>>(place.store, read);
    auto all = co_await std::move(reading);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const SourceState& state) { return state.source == source; });
    co_return found == all.end() ? SourceState() : std::move(*found);
}

Task<Cursors> storedCursors(PollPlace place, std::string source, std::string identity) {
    const auto read = [source, identity](Writer& writer) { return writer.cursors(source, identity); };
    auto reading = written<Cursors>(place.store, read);
    auto cursors = co_await std::move(reading);
    co_return cursors;
}

/// How far back history is wanted, and the system will give it.
Time sinceOf(const PollOrder& order, Time now) {
    if (order.since) return *order.since;
    const Millis oldest = order.source.connector->limits.oldestBackfill;
    const Millis wanted = order.source.backfill;
    return now - (oldest > Millis(0) ? std::min(wanted, oldest) : wanted);
}

PollHost::Start hostStart(const PollOrder& order, Cursors cursors, Time now) {
    PollHost::Start start;
    start.source = order.source.plan.name;
    start.kind = order.source.plan.kind;
    start.cursors = std::move(cursors);
    start.since = sinceOf(order, now);
    start.progress = order.progress;
    return start;
}

void addUsage(PollReport& report, const Usage& usage) {
    report.requests = usage.requests;
    report.notModified = usage.notModified;
    report.bytes = usage.bytes;
    report.budget = usage.budget;
    report.skew = usage.skew;
}

/// What was being filled back when a poll ended early; nothing once a poll has come to its end.
std::string backfillLeft(const PollReport& report, const SourceState& stored, const PollHost& host) {
    if (!report.error) return {};
    return stored.okAt ? stored.backfill : host.backfill();
}

Guarding guarding(PollPlace place, Lease* lease, const PollHost* host, std::function<Usage()> usage) {
    Guarding guarding;
    guarding.clock = place.clock;
    guarding.progress = [host, usage] { return host->steps() + epochMs(usage().progressAt); };
    guarding.hold = [lease](std::function<void(bool)> complete) { return lease->renew(std::move(complete)); };
    return guarding;
}

/// Lets the connector poll; what goes wrong with it is in the report.
Task<PollReport> runPoll(PollPlace place, PollOrder order, Lease* lease, SourceState stored) {
    const auto& source = order.source;
    auto cursors = co_await storedCursors(place, source.plan.name, source.identity);
    PollHost host(*place.store, *place.clock, hostStart(order, std::move(cursors), place.clock->now()));
    auto open =
        co_await place.sessions->open(source.plan.name, Purpose::poll, &host, stored.budget).attempt();
    if (!open) {
        const Result<Done> unopened(open.error());
        co_return host.finish(unopened);
    }
    auto work = source.connector->poll(open->session);
    auto guard = guarding(place, lease, &host, open->usage);
    auto polled = co_await guarded(std::move(work), std::move(guard));
    auto report = host.finish(polled);
    addUsage(report, open->usage());
    report.backfill = backfillLeft(report, stored, host);
    co_return report;
}

bool polledMeanwhile(const PollOrder& order, const SourceState& stored, Time now) {
    return !order.asked && stored.nextPollAt && *stored.nextPollAt > now && stored.polledAt &&
           (!order.polledAt || *stored.polledAt > *order.polledAt);
}

std::optional<Error> limitInForce(const SourceState& stored, Time now) {
    if (!stored.error || stored.error->fault != Fault::rateLimited || !stored.nextPollAt) return std::nullopt;
    if (*stored.nextPollAt <= now) return std::nullopt;
    Error error = *stored.error;
    error.retryAfter = stored.nextPollAt;
    return error;
}

Task<Done> saveState(PollPlace place, SourceState state) {
    const auto save = [state](Writer& writer) { return writer.saveState(state); };
    auto saving = written<Done>(place.store, save);
    auto saved = co_await std::move(saving);
    co_return saved;
}

/// With the lease in hand: polls, unless there is a reason not to, and stores how it went.
Task<PollEnd> pollHeld(PollPlace place, PollOrder order, Lease* lease) {
    PollEnd end;
    end.stored = co_await storedState(place, order.source.plan.name);
    const Time now = place.clock->now();
    if (polledMeanwhile(order, end.stored, now)) {
        end.how = PollEnd::How::polledElsewhere;
        co_return end;
    }
    const auto limit = limitInForce(end.stored, now);
    if (limit) {
        end.report = unpolled(order.source, now, *limit);
        co_return end;
    }
    auto report = co_await runPoll(place, order, lease, end.stored).attempt();
    end.report = report ? std::move(*report) : unpolled(order.source, now, report.error());
    if (end.report.budget.empty()) end.report.budget = end.stored.budget;
    auto state = order.settle(end.report, end.stored);
    end.settled = true;
    auto saved = co_await saveState(place, std::move(state)).attempt();
    if (!saved && !end.report.error) end.report.error = saved.error();
    co_return end;
}

} // namespace

PollReport unpolled(const PolledSource& source, Time now, Error error) {
    PollReport report;
    report.source = source.plan.name;
    report.kind = source.plan.kind;
    report.error = std::move(error);
    report.startedAt = report.endedAt = now;
    return report;
}

SourceState stateAfter(const PolledSource& source, const PollReport& report, const SourceState& stored,
                       Time now) {
    SourceSchedule schedule(source.plan, now);
    schedule.restore(stored, now);
    Jitter jitter(static_cast<std::uint64_t>(epochMs(now)));
    schedule.finish(report.outcome(), jitter);
    return schedule.state(now);
}

Task<PollEnd> pollSource(PollPlace place, PollOrder order) {
    Lease lease(place.store, place.clock, order.source.plan.name, place.holder);
    if (order.waitForHolder) {
        co_await lease.takeWhenFree();
    } else {
        auto taken = co_await lease.take();
        if (!taken) {
            PollEnd end;
            end.how = PollEnd::How::heldElsewhere;
            co_return end;
        }
    }
    auto end = co_await pollHeld(place, order, &lease);
    co_return end;
}

} // namespace shipglass
