// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/source_sessions.h"

#include "net/exchange.h"
#include "poll/preview.h"

namespace shipglass {

namespace {

SessionRole roleOf(Purpose purpose) {
    switch (purpose) {
    case Purpose::poll:
        return SessionRole::poll;
    case Purpose::person:
        return SessionRole::person;
    case Purpose::action:
    case Purpose::preview:
        break;
    }
    return SessionRole::action;
}

Usage usageOf(const SessionCore& core) {
    Usage usage;
    usage.requests = core.traffic.requests;
    usage.notModified = core.traffic.notModified;
    usage.bytes = core.traffic.bytes;
    usage.account = core.budgetAccount();
    if (core.budget()) usage.budget = core.budget()->save();
    usage.skew = core.skew();
    usage.progressAt = core.lastProgress();
    return usage;
}

Task<std::string> askerOf(std::shared_ptr<SessionCore> core) {
    auto finding = prepareSecrets(core, false);
    co_await std::move(finding);
    co_return core->asker();
}

} // namespace

void SourceSessions::configure(std::vector<Source> sources) {
    m_sources.clear();
    for (auto& source : sources) {
        const std::string name = source.config.name;
        m_sources.insert_or_assign(name, std::move(source));
    }
}

Task<OpenSession> SourceSessions::open(std::string source, Purpose purpose, Host* host,
                                       SavedBudgets budgets) {
    const auto found = m_sources.find(source);
    if (found == m_sources.end()) throw Failure(Fault::config, "no source is called " + source);
    SessionWorld world = m_world;
    world.host = host;
    world.secrets = found->second.secrets;
    const auto preview =
        purpose == Purpose::preview ? std::make_shared<Preview>(*m_world.transport, *m_world.local) : nullptr;
    if (preview) {
        world.transport = preview.get();
        world.local = preview.get();
    }
    const auto core = std::make_shared<SessionCore>(found->second.config, std::move(world), roleOf(purpose));
    core->restoreBudgets(std::move(budgets));
    OpenSession open{Session(core), [core] { return usageOf(*core); },
                     [core, preview] { return preview ? preview->text(core->redact()) : std::string(); },
                     [core] { return askerOf(core); },
                     [core](Error error) { return core->redact().error(std::move(error)); }};
    co_return open;
}

} // namespace shipglass
