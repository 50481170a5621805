// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/engine.h"

#include "connectors/registry.h"
#include "net/budget.h"
#include "net/curl_transport.h"
#include "net/local_machine.h"
#include "net/loop_clock.h"
#include "net/stored_cache.h"
#include "poll/configured.h"
#include "poll/route.h"
#include "poll/threaded_store.h"
#include "program/alert_owner.h"
#include "program/layered_sessions.h"
#include "program/resolved_secrets.h"

#include <random>
#include <unistd.h>

namespace shipglass {

namespace {

/// Tells this process from every other that shares the store.
std::string holderName() {
    char host[256] = "localhost";
    gethostname(host, sizeof host - 1);
    return std::to_string(getpid()) + "@" + host + "/" + std::to_string(std::random_device{}());
}

/// A recording that began with "not modified" could not be played.
std::unique_ptr<HttpCache> makeCache(const Engine::Options& options) {
    auto stored = std::make_unique<StoredCache>(options.cachePath);
    if (!options.recordFolder.empty()) return std::make_unique<MemoryCache>(stored->salt());
    return stored;
}

} // namespace

/// What lives on the poll thread.
class Engine::PollSide {
public:
    PollSide(PollWorld& world, Engine& engine)
        : m_machine(world.machine), m_cache(makeCache(engine.m_options)), m_budgets(world.clock),
          m_store(engine.m_writing, engine.m_reading, engine.onPollThread()),
          m_sessions(sessionWorld(world), engine.m_options.recordFolder, engine.m_options.log) {
        m_place.clock = &world.clock;
        m_place.store = &m_store;
        m_place.sessions = &m_sessions;
        m_place.holder = holderName();
    }

    std::unique_ptr<Poller> makePoller(PollEvents events) {
        return std::make_unique<Poller>(m_place, std::random_device{}(), hasDefaultRoute, std::move(events));
    }

    void configure(const std::vector<ConfiguredSource>& configured, const SecretDoors& doors) {
        std::vector<SourceSessions::Source> sources;
        for (const ConfiguredSource& source : configured) {
            const Connector* connector = findConnector(source.kind);
            if (!connector) continue;
            auto secrets = std::make_shared<SourceSecrets>(source, doors);
            sources.push_back(
                {sessionConfig(source, *connector), std::make_shared<ResolvedSecrets>(secrets, m_machine)});
        }
        m_sessions.configure(std::move(sources));
    }

private:
    SessionWorld sessionWorld(PollWorld& world) {
        SessionWorld session;
        session.transport = &world.transport;
        session.local = &world.machine;
        session.clock = &world.clock;
        session.cache = m_cache.get();
        session.budgets = &m_budgets;
        return session;
    }

    LocalMachine& m_machine;
    std::unique_ptr<HttpCache> m_cache;
    Budgets m_budgets;
    ThreadedStore m_store;
    LayeredSessions m_sessions;
    PollPlace m_place;
};

Engine::Engine(Options options, Executor caller, PollEvents events)
    : m_options(std::move(options)), m_writing(m_options.storePath), m_reading(m_options.storePath) {
    m_thread.inhabit([this](PollWorld& world) {
        auto side = std::make_shared<PollSide>(world, *this);
        m_side = side.get();
        return side;
    });
    auto make = [this](PollEvents wanted) { return m_side->makePoller(std::move(wanted)); };
    m_polls = std::make_unique<PollService>(onPollThread(), std::move(caller), make, std::move(events));
}

Engine::~Engine() {
    m_polls.reset();
    m_thread.stop();
}

Executor Engine::onPollThread() {
    return [this](std::function<void()> work) {
        m_thread.post([work = std::move(work)](PollWorld&) { work(); });
    };
}

void Engine::configure(const Config& config) {
    const Config effective = withAlertOwner(config);
    m_reading.setServices(effective.services);
    m_thread.post([this, sources = effective.sources, doors = secretDoors()](PollWorld&) {
        m_side->configure(sources, doors);
    });
    m_polls->configure(polledSources(effective, findConnector));
}

} // namespace shipglass
