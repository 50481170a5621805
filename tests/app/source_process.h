// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/ask.h"
#include "poll/source_poll.h"
#include "support/fake_process.h"

namespace shipglass {

/// Hands over five pages of runs.
inline Task<Done> hands(Session session) {
    for (int page = 1; page <= 5; ++page) {
        Batch batch(Facet::run, "acme/web");
        for (int run = 0; run < 20; ++run)
            batch.add(fakeRun(std::to_string(page * 100 + run), RunStatus::success, session.now()));
        batch.setCursor(std::to_string(page)).setLast(page == 5);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

inline Task<Done> isLimited(Session) {
    throw Failure(Error{Fault::rateLimited, "slow down", 429, FakeClock().now() + std::chrono::minutes(10)});
    co_return Done();
}

/// What fillsBack() waits for between its pages.
inline std::function<void(Done)> goOn;

/// Fills back page by page from its cursor; each page waits for the test.
inline Task<Done> fillsBack(Session session) {
    const auto cursor = session.cursor(Facet::run, "acme/web");
    int page = cursor.empty() ? 1 : std::stoi(cursor) + 1;
    for (; page <= 4; ++page) {
        Await<Done> turn([](std::function<void(Done)> complete) {
            goOn = std::move(complete);
            return std::make_unique<Operation>();
        });
        co_await turn;
        Batch batch(Facet::run, "acme/web");
        batch.add(fakeRun("page" + std::to_string(page), RunStatus::success, session.now()));
        batch.setCursor(std::to_string(page)).setLast(page == 4);
        co_await session.hand(std::move(batch));
        session.report(static_cast<std::size_t>(page), 4, "pages");
    }
    co_return Done();
}

/// A process, with the poll it was asked for last.
struct SourceProcess : FakeProcess {
    using FakeProcess::FakeProcess;

    PollOrder order(const PolledSource& source, bool asked = false) {
        PollOrder order;
        order.source = source;
        order.asked = asked;
        order.settle = [source, clock = place.clock](const PollReport& report, const SourceState& stored) {
            return stateAfter(source, report, stored, clock->now());
        };
        return order;
    }
    /// Polls as far as it goes without time passing.
    std::unique_ptr<Operation> start(PollOrder order) {
        end.reset();
        return ask<PollEnd>(pollSource(place, std::move(order)),
                            [this](Result<PollEnd> result) { end = result.value(); });
    }
    std::optional<PollEnd> end;
};

} // namespace shipglass
