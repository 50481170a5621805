// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/log.h"
#include "poll/source_sessions.h"

#include <memory>

namespace shipglass {

/// Sessions of the configured sources, each on the shared world with what listens to that source in between:
/// a log of its requests and polls, and a recorder. Lives on the poll thread.
class LayeredSessions final : public Sessions {
public:
    /// `world` as SourceSessions takes it; an empty `recordFolder` records nothing.
    LayeredSessions(SessionWorld world, std::string recordFolder, Log log);
    ~LayeredSessions() override;

    void configure(std::vector<SourceSessions::Source> sources);
    Task<OpenSession> open(std::string source, Purpose purpose, Host* host, SavedBudgets budgets) override;

private:
    struct Layers;
    Layers& layersOf(const std::string& source);

    SessionWorld m_world;
    std::string m_recordFolder;
    Log m_log;
    /// Of sources that were taken out too: sessions may still be open.
    std::map<std::string, std::unique_ptr<Layers>> m_layers;
};

} // namespace shipglass
