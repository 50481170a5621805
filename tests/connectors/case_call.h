// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connector.h"
#include "support/fake_clock.h"

#include <nlohmann/json.hpp>

namespace shipglass {

/// A record as JSON, by the codec.
nlohmann::json recordJson(const Record& record);

/// Runs a task to its end, turning the clock on whenever it waits.
template <class T> Result<T> finish(Task<T> task, FakeClock& clock) {
    std::optional<Result<T>> ended;
    task.start([&ended](Result<T> result) { ended.emplace(std::move(result)); });
    while (!ended && clock.runNext()) {
    }
    if (!ended) return Error{Fault::timeout, "the task waits for something that never comes", 0, {}};
    return std::move(*ended);
}

/// The `call` of a settings.json: an action by its verb, or probe, detail, log, compare, query or search.
class CaseCall {
public:
    CaseCall(const Connector& connector, nlohmann::json call);

    bool isAction() const { return m_action != nullptr; }
    /// Makes the call; gives what it answered in the form of an expected.json.
    Task<nlohmann::json> start(Session session) const;

private:
    Record record() const;
    std::string text(const char* key) const;
    Time time(const char* key) const;

    const Connector& m_connector;
    nlohmann::json m_call;
    std::string m_verb;
    const Action* m_action = nullptr;
};

} // namespace shipglass
