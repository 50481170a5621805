// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/replay.h"
#include "poll/polled_source.h"
#include "poll/source_sessions.h"
#include "support/fake_clock.h"

#include <nlohmann/json.hpp>

namespace shipglass {

/// A source without secrets.
class NoSecrets final : public Secrets {
public:
    std::string secret(std::string_view) const override { return {}; }
    std::vector<std::string> values() const override { return {}; }
};

/// Sessions of made-up sources, in a world where no request is expected but those that play() brought.
class FakeWorld {
public:
    explicit FakeWorld(FakeClock& clock) : m_budgets(clock), m_sessions(world(clock)) {}

    PolledSource add(const std::string& name, const Connector& connector,
                     std::shared_ptr<Secrets> secrets = std::make_shared<NoSecrets>(),
                     Json settings = Json(nlohmann::json::object())) {
        SourceSessions::Source source;
        source.config.name = name;
        source.config.connector = &connector;
        source.config.url = "https://" + name + ".example";
        source.config.authKeys = {"token"};
        source.config.settings = std::move(settings);
        source.secrets = std::move(secrets);
        m_sources.push_back(source);
        m_sessions.configure(m_sources);
        return polled(name, connector);
    }
    static PolledSource polled(const std::string& name, const Connector& connector) {
        PolledSource polled;
        polled.plan.name = name;
        polled.plan.kind = connector.id;
        polled.plan.host = name + ".example";
        polled.plan.pace = Pace::around(Millis(60'000), false);
        polled.connector = &connector;
        polled.identity = name + "#1";
        return polled;
    }
    void play(std::string_view exchanges) { m_replay = Replay(Json::parse(exchanges).orThrow()); }
    const Replay& played() const { return m_replay; }
    Sessions& sessions() { return m_sessions; }

private:
    SessionWorld world(FakeClock& clock) {
        SessionWorld world;
        world.transport = &m_replay;
        world.local = &m_replay;
        world.clock = &clock;
        world.cache = &m_cache;
        world.budgets = &m_budgets;
        world.random = [] { return 0.5; };
        return world;
    }

    Replay m_replay{Json(nlohmann::json::array())};
    MemoryCache m_cache;
    Budgets m_budgets;
    SourceSessions m_sessions;
    std::vector<SourceSessions::Source> m_sources;
};

/// A run as a fake connector hands it over.
inline Run fakeRun(const std::string& id, RunStatus status, std::optional<Time> startedAt) {
    Run run;
    run.id = id;
    run.project = "acme/web";
    run.pipeline = "build";
    run.status = status;
    run.createdAt = run.startedAt = startedAt;
    return run;
}

} // namespace shipglass
