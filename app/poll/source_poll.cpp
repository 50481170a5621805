// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/source_poll.h"

#include "poll/account_budget.h"
#include "poll/kept_progress.h"
#include "poll/lease.h"
#include "poll/poll_guard.h"
#include "poll/stored_source.h"
#include "poll/unwatched.h"

#include <algorithm>

namespace shipglass {

namespace {

using Cursors = std::map<std::string, std::string>;

Task<Cursors> storedCursors(PollPlace place, std::string source, std::string identity) {
    const auto read = [source, identity](Writer& writer) { return writer.cursors(source, identity); };
    auto reading = written<Cursors>(place.store, read);
    auto cursors = co_await std::move(reading);
    co_return cursors;
}

/// How far back history is wanted, and the system will give it. A span that is shorter than usual counts from
/// the first poll and not from now: what began since then must still be seen when it ends.
Time sinceOf(const PollOrder& order, const StoredSource& stored, Time now) {
    if (order.since) return *order.since;
    const Millis oldest = order.source.connector->limits.oldestBackfill;
    const auto given = [oldest](Millis span) { return oldest > Millis(0) ? std::min(span, oldest) : span; };
    const Millis wanted = given(order.source.backfill);
    const Time first = stored.firstPollAt.value_or(now) - wanted;
    const Time since = std::min(now - wanted, std::max(first, now - given(usualBackfill)));
    return stored.forwardFrom ? std::max(since, *stored.forwardFrom) : since;
}

PollHost::Start hostStart(const PollOrder& order, const StoredSource& stored, Time now) {
    PollHost::Start start;
    start.source = order.source.plan.name;
    start.kind = order.source.plan.kind;
    start.scopes = stored.state.scopes;
    start.since = sinceOf(order, stored, now);
    start.everything = order.asked;
    start.progress = order.progress;
    return start;
}

void addUsage(PollReport& report, const Usage& usage) {
    report.requests = usage.requests;
    report.notModified = usage.notModified;
    report.bytes = usage.bytes;
    report.skew = usage.skew;
}

SourceState beganWith(const PolledSource& source, SourceState stored) {
    stored.source = source.plan.name;
    stored.kind = source.plan.kind;
    return stored;
}

/// Polls, once it is known who asks.
Task<Done> pollAs(std::function<Task<std::string>()> asker, PollHost* host, const Connector* connector,
                  Session session) {
    auto finding = asker();
    auto who = co_await std::move(finding);
    host->setAsker(std::move(who));
    auto polling = connector->poll(std::move(session));
    auto done = co_await std::move(polling);
    co_return done;
}

/// What a poll under way looks after.
struct UnderWay {
    PollPlace place;
    Lease* lease;
    std::string source;
    bool fillsBack; ///< Until a person ends that.
};

/// Ends a poll that another process has taken over, or whose reading of old history a person has ended there.
Task<Done> holdOn(UnderWay* poll) {
    const bool held = co_await poll->lease->renew();
    if (!held) throw Failure(Fault::canceled, "another process polls this source now");
    if (!poll->fillsBack) co_return Done();
    auto stored = co_await storedSource(poll->place.store, poll->source, poll->place.clock->now()).attempt();
    if (!stored || !stored->forwardFrom) co_return Done();
    poll->fillsBack = false;
    throw Failure(Fault::canceled, "the reading of history was stopped");
}

Guarding guarding(UnderWay* poll, const PollHost* host, std::function<Usage()> usage) {
    Guarding guarding;
    guarding.clock = poll->place.clock;
    guarding.progress = [host, usage] { return host->steps() + epochMs(usage().progressAt); };
    guarding.hold = [poll] { return holdOn(poll); };
    return guarding;
}

/// What was being filled back when a poll ended early; nothing once a poll has come to its end.
std::string backfillLeft(const PollReport& report, const SourceState& stored, const PollHost& host) {
    if (!report.error) return {};
    const auto said = host.backfill();
    return said.empty() ? stored.backfill : said;
}

Task<Done> failScope(PollHost* host, ScopeName scope, Error error) {
    Await<Result<Done>> telling([&](std::function<void(Result<Done>)> complete) {
        return host->failed(scope.first, scope.second, error, std::move(complete));
    });
    auto told = co_await telling;
    co_return std::move(told).orThrow();
}

/// What ends a poll early is wrong with all that the poll did not come to: it is told of each scope, so that
/// what is known of it goes stale. A poll that we end ourselves tells nothing of the system.
Task<Done> failTheRest(PollHost* host, Error error) {
    if (error.fault == Fault::canceled) co_return Done();
    const auto open = host->openScopes();
    for (const auto& scope : open) co_await failScope(host, scope, error);
    co_return Done();
}

/// The report of a poll that has ended.
Task<PollReport> finished(PollHost* host, Result<Done> polled) {
    // The history that cannot be written any more is in the report.
    if (!polled) co_await failTheRest(host, polled.error()).attempt();
    co_return host->finish(polled);
}

/// Lets the connector poll; what goes wrong with it is in the report.
Task<PollReport> runPoll(PollPlace place, PollOrder order, Lease* lease, StoredSource stored) {
    const auto& source = order.source;
    UnderWay poll{place, lease, source.plan.name, !stored.state.okAt && !stored.forwardFrom};
    KeptProgress kept(*place.store, *place.clock, beganWith(source, stored.state));
    auto noting = withFirstPoll(place.store, stored, source.plan.name, place.clock->now());
    stored = co_await std::move(noting);
    auto start = hostStart(order, stored, place.clock->now());
    start.cursors = co_await storedCursors(place, source.plan.name, source.identity);
    if (poll.fillsBack) start.filling = [&kept](const std::string& text) { kept.keep(text); };
    PollHost host(*place.store, *place.clock, std::move(start));
    auto opening = openSession(place, source.plan.name, Purpose::poll, &host);
    auto open = co_await std::move(opening).attempt();
    if (!open) {
        auto unopened = finished(&host, Result<Done>(open.error()));
        auto report = co_await std::move(unopened);
        co_return report;
    }
    auto polling = pollAs(open->asker, &host, source.connector, open->session);
    auto work = withCleanErrors(open->clean, std::move(polling));
    auto guard = guarding(&poll, &host, open->usage);
    auto polled = co_await guarded(std::move(work), std::move(guard));
    auto finishing = finished(&host, std::move(polled));
    auto report = co_await std::move(finishing);
    const Usage usage = open->usage();
    addUsage(report, usage);
    co_await keepBudget(place, usage);
    if (poll.fillsBack) report.backfill = backfillLeft(report, stored.state, host);
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

/// Stores how the poll went, and which scopes it did not hear of any more.
Task<Done> settle(PollPlace place, PollReport report, SourceState before, SourceState state) {
    auto saved = co_await saveState(place.store, std::move(state)).attempt();
    auto left = unwatchedAfter(report, before.scopes);
    if (!left.empty()) co_await noteUnwatched(place.store, report.source, std::move(left), report.endedAt);
    co_return std::move(saved).orThrow();
}

/// With the lease in hand: polls, unless there is a reason not to, and stores how it went.
Task<PollEnd> pollHeld(PollPlace place, PollOrder order, Lease* lease) {
    PollEnd end;
    const Time now = place.clock->now();
    auto stored = co_await storedSource(place.store, order.source.plan.name, now);
    end.stored = stored.state;
    if (polledMeanwhile(order, end.stored, now)) {
        end.how = PollEnd::How::polledElsewhere;
        co_return end;
    }
    const auto limit = limitInForce(end.stored, now);
    if (limit) {
        end.report = unpolled(order.source, now, *limit);
        co_return end;
    }
    auto running = runPoll(place, order, lease, stored);
    auto report = co_await std::move(running).attempt();
    end.report = report ? std::move(*report) : unpolled(order.source, now, report.error());
    end.report.shrinkage = shrinkageAfter(end.report, end.stored.scopes);
    auto state = order.settle(end.report, end.stored);
    end.settled = true;
    auto saved = co_await settle(place, end.report, end.stored, std::move(state)).attempt();
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
