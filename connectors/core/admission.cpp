// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"

#include "net/detached.h"
#include "net/exchange.h"
#include "net/status_error.h"
#include "net/text.h"

namespace shipglass {

namespace {

using Core = std::shared_ptr<SessionCore>;

Failure limitInForce(Time until) {
    return Failure(Error{Fault::rateLimited,
                         "the rate limit of this account is used up until " + formatTime(until), 0, until});
}

Task<Done> keepPace(Core core, Call call) {
    for (;;) {
        const Time now = core->world().clock->now();
        const auto verdict = core->budget()->ask(now, call.forPerson, call.resource);
        if (verdict.kind == Budget::Verdict::Kind::go) break;
        if (verdict.kind == Budget::Verdict::Kind::refused) throw limitInForce(verdict.until);
        auto pausing = pause(core, verdict.until - now);
        co_await std::move(pausing);
    }
    core->budget()->spend(core->world().clock->now(), call.resource);
    co_return Done();
}

void learn(SessionCore& core, const Call& call, const WireAnswer& answer, Time sentAt) {
    core.traffic.bytes += static_cast<std::int64_t>(answer.bytes);
    core.progressed();
    if (!call.own) return;
    const Time now = core.world().clock->now();
    core.learnDate(answer.headers, sentAt);
    const auto until = core.budget()->learn(answer.status, answer.headers, answer.body, now, call.resource);
    if (!until) return;
    auto error = statusError(core, call.wire, answer);
    error.fault = Fault::rateLimited;
    error.retryAfter = until;
    throw Failure(std::move(error));
}

Task<WireAnswer> send(Core core, Call call) {
    const Time sentAt = core->world().clock->now();
    const bool detached = core->isAction() && !call.safe();
    ++core->traffic.requests;
    Await<Result<WireAnswer>> answering([&](Transport::Complete complete) {
        auto& transport = *core->world().transport;
        return detached ? sendDetached(transport, call.wire, std::move(complete))
                        : transport.send(call.wire, nullptr, std::move(complete));
    });
    auto answer = co_await answering;
    if (!answer.ok()) throw Failure(core->redact().error(answer.error()));
    learn(*core, call, *answer, sentAt);
    co_return std::move(*answer);
}

} // namespace

Task<WireAnswer> sendAdmitted(Core core, Call call) {
    if (!call.own) {
        auto sending = send(core, call);
        auto answer = co_await std::move(sending);
        co_return std::move(answer);
    }
    auto pacing = keepPace(core, call);
    co_await std::move(pacing);
    Await<Gate::Pass> entering([&](std::function<void(Gate::Pass)> complete) {
        return core->budget()->gate()->enter(call.forPerson, std::move(complete));
    });
    auto pass = co_await entering;
    auto sending = send(core, call);
    auto answer = co_await std::move(sending);
    co_return std::move(answer);
}

} // namespace shipglass
