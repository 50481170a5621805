// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gate.h"

#include <algorithm>

namespace shipglass {

/// A place in the queue.
class Gate::Place final : public Operation {
public:
    explicit Place(std::shared_ptr<Waiting> waiting) : m_waiting(std::move(waiting)) {}
    ~Place() override { m_waiting->complete = nullptr; }

private:
    std::shared_ptr<Waiting> m_waiting;
};

void Gate::limitTo(std::size_t atOnce) {
    if (atOnce != 0) m_atOnce = m_atOnce == 0 ? atOnce : std::min(m_atOnce, atOnce);
}

std::unique_ptr<Operation> Gate::enter(bool forPerson, std::function<void(Pass)> complete) {
    if (hasRoom()) {
        ++m_inside;
        complete(Pass(shared_from_this()));
        return nullptr;
    }
    auto waiting = std::make_shared<Waiting>(Waiting{forPerson, std::move(complete)});
    const auto behindPeople =
        std::find_if(m_queue.begin(), m_queue.end(), [](const auto& other) { return !other->forPerson; });
    m_queue.insert(forPerson ? behindPeople : m_queue.end(), waiting);
    return std::make_unique<Place>(std::move(waiting));
}

void Gate::leave() {
    --m_inside;
    if (m_queue.empty() || m_soon) return;
    // A pass is often given back while a task is being destroyed: others go on from the loop, not from here.
    m_soon = m_clock.after(Millis(0), [self = weak_from_this()] {
        if (const auto gate = self.lock()) gate->letIn();
    });
}

void Gate::letIn() {
    m_soon.reset();
    while (hasRoom() && !m_queue.empty()) {
        const auto next = m_queue.front();
        m_queue.pop_front();
        if (!next->complete) continue;
        ++m_inside;
        const auto complete = std::exchange(next->complete, nullptr);
        complete(Pass(shared_from_this()));
    }
}

} // namespace shipglass
