// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/source_poll.h"
#include "support/direct_store.h"
#include "support/fake_sources.h"

namespace shipglass {

/// A process that polls, with its own connection to a history that others may share.
class FakeProcess {
public:
    FakeProcess(FakeClock& clock, std::string name)
        : FakeProcess(clock, std::move(name), std::make_unique<DirectStore>()) {}
    /// Another process on the same history.
    FakeProcess(const FakeProcess& other, std::string name)
        : FakeProcess(other.m_clock, std::move(name), std::make_unique<DirectStore>(*other.store)) {}

    SourceState stored(const std::string& source) {
        const auto states = store->reader().sources(m_clock.now()).value();
        for (const auto& state : states)
            if (state.source == source) return state;
        return {};
    }
    std::int64_t count(Kind kind) {
        Selection selection;
        selection.kind = kind;
        selection.now = m_clock.now();
        return store->reader().count(selection).value();
    }
    /// What another process finds when it wants the source.
    bool isFree(const std::string& source) {
        const bool taken = store->writer().lease(source, "somebody else", Millis(1)).value();
        if (taken) static_cast<void>(store->writer().release(source, "somebody else"));
        return taken;
    }

    std::unique_ptr<DirectStore> store;
    FakeWorld world;
    PollPlace place;

private:
    FakeProcess(FakeClock& clock, std::string name, std::unique_ptr<DirectStore> history)
        : store(std::move(history)), world(clock), m_clock(clock) {
        place.clock = &clock;
        place.store = store.get();
        place.sessions = &world.sessions();
        place.holder = std::move(name);
        store->writer().useClock([&clock] { return clock.now(); });
    }

    FakeClock& m_clock;
};

/// A connector that has nothing but a poll.
inline Connector fakeConnector(Task<Done> (*poll)(Session)) {
    static constexpr std::array facets{Facet::run};
    Connector connector;
    connector.id = "fake";
    connector.name = "Fake";
    connector.facets = facets;
    connector.poll = poll;
    return connector;
}

/// Waits for ever.
inline Task<Done> hangs(Session) {
    Await<Done> never([](std::function<void(Done)>) { return std::make_unique<Operation>(); });
    auto done = co_await never;
    co_return done;
}

} // namespace shipglass
