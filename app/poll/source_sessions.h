// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session_core.h"
#include "poll/sessions.h"

#include <map>

namespace shipglass {

/// Sessions of the configured sources on one shared world: transport, machine, clock, cache and rate budgets.
/// Lives on the poll thread.
class SourceSessions final : public Sessions {
public:
    /// One source and its secrets.
    struct Source {
        SourceConfig config;
        std::shared_ptr<Secrets> secrets;
    };

    /// `world` comes without a host and secrets; what it refers to outlives this and every session.
    explicit SourceSessions(SessionWorld world) : m_world(std::move(world)) {}
    /// Sessions that are open keep the configuration they were opened with.
    void configure(std::vector<Source> sources);

    Task<OpenSession> open(std::string source, Purpose purpose, Host* host, SavedBudgets budgets) override;

private:
    SessionWorld m_world;
    std::map<std::string, Source> m_sources;
};

} // namespace shipglass
