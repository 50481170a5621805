// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detached.h"

namespace shipglass {

namespace {

/// Keeps itself alive, by the completion it gave away, until the answer is there.
struct OnItsWay {
    std::unique_ptr<Operation> operation;
    Transport::Complete complete;
    bool ended = false;
};

class Watching final : public Operation {
public:
    explicit Watching(std::shared_ptr<OnItsWay> request) : m_request(std::move(request)) {}
    ~Watching() override { m_request->complete = nullptr; }

private:
    std::shared_ptr<OnItsWay> m_request;
};

} // namespace

std::unique_ptr<Operation> sendDetached(Transport& transport, WireRequest request,
                                        Transport::Complete complete) {
    auto state = std::make_shared<OnItsWay>();
    state->complete = std::move(complete);
    auto operation = transport.send(std::move(request), nullptr, [state](Result<WireAnswer> answer) {
        const auto alive = state;
        alive->ended = true;
        const auto ended = std::move(alive->operation);
        if (alive->complete) std::exchange(alive->complete, nullptr)(std::move(answer));
    });
    if (!state->ended) state->operation = std::move(operation);
    return std::make_unique<Watching>(std::move(state));
}

} // namespace shipglass
