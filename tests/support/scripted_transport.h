// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/transport.h"

#include <vector>

namespace shipglass {

/// Gives answers one after the other, the last of them for ever, and notes what was sent and when.
class ScriptedTransport final : public Transport {
public:
    ScriptedTransport(Clock& clock, std::vector<Result<WireAnswer>> answers)
        : m_clock(clock), m_answers(std::move(answers)) {}

    std::unique_ptr<Operation> send(WireRequest request, Piece, Complete complete) override {
        const auto at = std::min(sent.size(), m_answers.size() - 1);
        sent.push_back(std::move(request));
        moments.push_back(m_clock.now());
        complete(m_answers[at]);
        return nullptr;
    }

    std::vector<WireRequest> sent;
    std::vector<Time> moments; ///< When each went out.

private:
    Clock& m_clock;
    std::vector<Result<WireAnswer>> m_answers;
};

inline WireAnswer wireAnswer(int status, Pairs headers = {}, std::string body = "[]") {
    WireAnswer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    answer.bytes = body.size();
    answer.body = std::move(body);
    return answer;
}

inline Error wireFault(Fault fault) { return Error{fault, "the wire is cut", 0, {}}; }

/// The value of a header of a request, "" where it has none.
inline std::string sentHeader(const WireRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

} // namespace shipglass
