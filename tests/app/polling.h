// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poll/poller.h"
#include "support/fake_process.h"
#include "support/fixed_secrets.h"

namespace shipglass {

/// How often each source was polled.
inline std::map<std::string, int> polls;

/// Hands over one run.
inline Task<Done> works(Session session) {
    ++polls[session.source()];
    Batch batch(Facet::run, "acme/web");
    batch.add(fakeRun("1", RunStatus::success, session.now()));
    batch.setCursor("1").setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

/// Says how far it is, and then hangs.
inline Task<Done> beginsToFillBack(Session session) {
    session.report(2, 9, "pages");
    Await<Done> never([](std::function<void(Done)>) { return std::make_unique<Operation>(); });
    auto done = co_await never;
    co_return done;
}

/// A poller with what it told.
struct Polling : FakeProcess {
    Polling(FakeClock& clock, std::string name) : FakeProcess(clock, std::move(name)) {}
    Polling(const FakeProcess& other, std::string name) : FakeProcess(other, std::move(name)) {}

    void add(const std::string& name, const Connector& connector, const std::string& token = "one") {
        const std::map<std::string, std::string, std::less<>> secrets{{"auth.token", token}};
        configured.sources.push_back(world.add(name, connector, std::make_shared<FixedSecrets>(secrets)));
    }
    void start() {
        PollEvents events;
        events.stateChanged = [this](const SourceState& state, bool) { states[state.source] = state; };
        events.offlineChanged = [this](bool now) { offlineChanges.push_back(now); };
        poller = std::make_unique<Poller>(
            place, 1, [] { return true; }, events);
        poller->configure(configured);
        poller->start();
    }
    /// Ends as a program does.
    bool end() {
        bool stopped = false;
        poller->stop([&] { stopped = true; });
        poller.reset();
        return stopped;
    }

    PolledSources configured;
    std::map<std::string, SourceState> states;
    std::vector<bool> offlineChanges;
    std::unique_ptr<Poller> poller;
};

} // namespace shipglass
