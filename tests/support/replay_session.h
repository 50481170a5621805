// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/replay.h"
#include "net/session_core.h"
#include "support/fake_clock.h"
#include "support/fixed_secrets.h"
#include "support/memory_host.h"

#include <array>

namespace shipglass {

/// The connector of tests of the session itself: a bearer token, a second way with a password, or none.
inline const Connector& testConnector() {
    static constexpr std::array<std::string_view, 1> tokenKeys{"token"};
    static constexpr std::array<std::string_view, 2> basicKeys{"user", "password"};
    static const std::array<AuthKind, 3> auth{
        {{"token", tokenKeys, AuthPlacement::header, "Authorization", "Bearer "},
         {"basic", basicKeys, AuthPlacement::basic, "", ""},
         {"none", {}, AuthPlacement::none, "", ""}}};
    static const Connector connector = [] {
        Connector made;
        made.id = made.name = "test";
        made.auth = auth;
        made.defaultUrl = "https://ci.example";
        return made;
    }();
    return connector;
}

/// A session over recorded exchanges and a clock turned by hand. Change the parts before the first session().
struct ReplaySession {
    explicit ReplaySession(std::string_view exchanges) : replay(Json::parse(exchanges).orThrow()) {
        config.name = "source";
        config.connector = &testConnector();
        config.authKeys = {"token"};
        secrets = std::make_shared<FixedSecrets>(
            std::map<std::string, std::string, std::less<>>{{"auth.token", "s3cr3t-t0ken"}});
    }

    const std::shared_ptr<SessionCore>& core(SessionRole role = SessionRole::poll) {
        if (m_core) return m_core;
        SessionWorld world;
        world.transport = transport ? transport : &replay;
        world.local = &replay;
        world.clock = &clock;
        world.host = &host;
        world.cache = otherCache ? otherCache : &cache;
        world.budgets = &budgets;
        world.secrets = secrets;
        world.random = random;
        m_core = std::make_shared<SessionCore>(config, world, role);
        return m_core;
    }
    Session session(SessionRole role = SessionRole::poll) { return Session(core(role)); }
    /// Gives up the core, so that the next session() starts as a new process would, but with the same cache.
    void forgetSession() { m_core.reset(); }

    /// Runs a task to its end, turning the clock on whenever it waits.
    template <class T> Result<T> run(Task<T> task) {
        std::optional<Result<T>> ended;
        task.start([&ended](Result<T> result) { ended.emplace(std::move(result)); });
        while (!ended && clock.runNext()) {
        }
        if (!ended) return Error{Fault::timeout, "the task waits for something that never comes", 0, {}};
        return std::move(*ended);
    }

    Replay replay;
    FakeClock clock;
    MemoryHost host;
    MemoryCache cache;
    Budgets budgets{clock};
    std::shared_ptr<Secrets> secrets;
    SourceConfig config;
    Transport* transport = nullptr;  ///< Something around the replay, or in its place, if set.
    HttpCache* otherCache = nullptr; ///< In place of `cache`, if set.
    std::function<double()> random = [] { return 0.5; };

private:
    std::shared_ptr<SessionCore> m_core;
};

} // namespace shipglass
