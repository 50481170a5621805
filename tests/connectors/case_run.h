// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fake_clock.h"
#include "support/fixed_secrets.h"
#include "support/memory_host.h"

#include "net/recorder.h"
#include "net/replay.h"
#include "net/session_core.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace shipglass {

/// A file of a case folder as JSON. Throws `config` when it is missing or broken.
nlohmann::json readCaseFile(const std::string& path);

/// One case folder, played through the connector of its kind (docs/fixtures.md).
class CaseRun {
public:
    explicit CaseRun(const std::string& folder);
    /// With other settings and exchanges than those in the folder.
    CaseRun(nlohmann::json settings, nlohmann::json exchanges, const std::string& folder);

    /// Writes what run() asks for as a case folder below this one.
    void recordBelow(std::string folder) { m_recordFolder = std::move(folder); }

    /// What happened, in the form of an expected.json.
    nlohmann::json run();
    /// Requests nobody expected, and exchanges nobody asked for.
    std::vector<std::string> complaints() const { return m_replay.complaints(); }
    /// What was handed over, as it was handed over.
    const MemoryHost& host() const { return m_host; }
    /// How much was asked of the world, answered or not.
    std::size_t asked() const { return m_replay.sent().size() + m_replay.commands().size(); }

private:
    void configure();
    void setTimeAndCursors();
    std::shared_ptr<SessionCore> makeCore(SessionRole role);
    nlohmann::json poll(Session session);
    nlohmann::json handedOver() const;

    nlohmann::json m_settings;
    Replay m_replay;
    FakeClock m_clock;
    MemoryHost m_host;
    MemoryCache m_cache;
    Budgets m_budgets{m_clock};
    std::shared_ptr<Secrets> m_secrets;
    SourceConfig m_config;
    std::string m_recordFolder;
    std::unique_ptr<Recorder> m_recorder;
};

/// The expected.json in the same full form as run() gives: lists that were left out are empty, records in the
/// order of kind and id.
nlohmann::json completed(nlohmann::json expected);
/// The first place where both differ, for people; "" when they are the same. A message that is not expected
/// in so many words is not compared.
std::string firstDifference(const nlohmann::json& expected, nlohmann::json actual);

} // namespace shipglass
