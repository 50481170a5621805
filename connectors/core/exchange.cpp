// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"

#include "net/admission.h"
#include "net/conditional.h"
#include "net/status_error.h"

namespace shipglass {

namespace {

using Core = std::shared_ptr<SessionCore>;

constexpr int mostRetries = 2;
constexpr int mostRedirects = 5;

bool mayPass(const Result<WireAnswer>& answer) {
    if (!answer.ok()) return answer.error().fault == Fault::network || answer.error().fault == Fault::timeout;
    const int status = answer->status;
    // A server that says when to come back is not asked again before.
    return (status == 500 || status == 502 || status == 503 || status == 504) &&
           !rateHeaders(answer->headers, Time{}).retryAfter;
}

/// Half a second, then a second, each half of it by chance, so that many sources do not come back at once.
Millis backOff(int attempt, double random) {
    const double whole = 500.0 * (1 << attempt);
    return Millis(static_cast<std::int64_t>(whole / 2 + whole * random));
}

Task<WireAnswer> sendWithRetries(Core core, Call call) {
    for (int attempt = 0;; ++attempt) {
        auto sending = sendAdmitted(core, call);
        auto answer = co_await std::move(sending).attempt();
        if (attempt == mostRetries || !call.safe() || !mayPass(answer)) co_return std::move(answer).orThrow();
        auto pausing = pause(core, backOff(attempt, core->random()));
        co_await std::move(pausing);
    }
}

Task<Arrived> sendFollowing(Core core, Call call) {
    Arrived arrived;
    for (int hop = 0; hop <= mostRedirects; ++hop) {
        auto sending = sendWithRetries(core, call);
        arrived.answer = co_await std::move(sending);
        auto next = redirectedCall(*core, call, arrived.answer);
        if (!next) co_return std::move(arrived);
        arrived.redirected = true;
        call = std::move(*next);
    }
    throw Failure(Fault::malformed, "the server redirects more than 5 times");
}

Task<Fetched> sendConditionally(Core core, Call call) {
    Fetched fetched;
    fetched.cacheKey = cacheKey(*core, call);
    const bool asks = !fetched.cacheKey.empty() && addValidators(*core, call, fetched.cacheKey);
    auto sending = sendFollowing(core, call);
    auto arrived = co_await std::move(sending);
    if (asks && arrived.answer.status == 304) {
        auto reading = readKept(core, fetched.cacheKey);
        auto kept = co_await std::move(reading);
        if (kept) {
            fetched.answer = std::move(*kept);
            co_return std::move(fetched);
        }
        removeValidators(call);
        auto again = sendFollowing(core, call);
        arrived = co_await std::move(again);
    }
    if (arrived.redirected || !isWorthKeeping(arrived.answer)) fetched.cacheKey.clear();
    fetched.answer = std::move(arrived.answer);
    if (!fetched.cacheKey.empty()) {
        auto keeping = keepAnswer(core, fetched.cacheKey, fetched.answer);
        co_await std::move(keeping);
    }
    co_return std::move(fetched);
}

bool isWanted(const Call& call, int status) { return status >= 200 && status <= (call.follows ? 299 : 399); }

Call preparedCall(const Core& core, const Request& request, const std::string& accept,
                  const std::string& resource) {
    Call call = composeCall(*core, request, accept);
    call.resource = resource;
    return call;
}

} // namespace

Task<Fetched> fetch(Core core, Request request, std::string accept, std::string resource) {
    if (!core->loaded()) {
        auto preparing = prepareSecrets(core, false);
        co_await std::move(preparing);
    }
    Call call = preparedCall(core, request, accept, resource);
    auto sending = sendConditionally(core, call);
    auto fetched = co_await std::move(sending);
    if (fetched.answer.status == 401 && call.own && call.safe()) {
        auto asking = prepareSecrets(core, true);
        const bool changed = co_await std::move(asking);
        if (changed) {
            call = preparedCall(core, request, accept, resource);
            auto again = sendConditionally(core, call);
            fetched = co_await std::move(again);
        }
    }
    if (!isWanted(call, fetched.answer.status)) throw Failure(statusError(*core, call.wire, fetched.answer));
    co_return std::move(fetched);
}

Task<bool> prepareSecrets(Core core, bool refused) {
    Await<Result<bool>> resolving([&core, refused](std::function<void(Result<bool>)> complete) {
        return core->world().secrets->resolve(refused, std::move(complete));
    });
    auto resolved = co_await resolving;
    const bool changed = std::move(resolved).orThrow();
    if (changed || !core->loaded()) core->loadSecrets();
    co_return changed;
}

Task<Done> pause(Core core, Millis span) {
    Await<Done> waiting([&core, span](std::function<void(Done)> complete) {
        return core->world().clock->after(span, [complete = std::move(complete)] { complete(Done()); });
    });
    co_await waiting;
    co_return Done();
}

Task<Done> offloaded(Core core, std::function<void()> work) {
    auto thrown = std::make_shared<std::optional<Error>>();
    std::function<void()> guarded = [thrown, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            *thrown = detail::currentError();
        }
    };
    Await<Done> working([&core, &guarded](std::function<void(Done)> complete) {
        return core->world().local->offload(std::move(guarded),
                                            [complete = std::move(complete)] { complete(Done()); });
    });
    co_await working;
    if (*thrown) throw Failure(**thrown);
    co_return Done();
}

} // namespace shipglass
