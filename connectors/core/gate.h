// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"

#include <deque>
#include <functional>
#include <memory>

namespace shipglass {

/// Lets no more than so many through at once, people first. Lives on one thread.
class Gate : public std::enable_shared_from_this<Gate> {
public:
    /// The right to be inside; gives it back when it is destroyed.
    class Pass {
    public:
        Pass() = default;
        explicit Pass(std::shared_ptr<Gate> gate) : m_gate(std::move(gate)) {}
        Pass(Pass&&) noexcept = default;
        Pass& operator=(Pass&&) = delete;
        ~Pass() {
            if (m_gate) m_gate->leave();
        }

    private:
        std::shared_ptr<Gate> m_gate;
    };

    /// `clock` outlives the gate. `atOnce` of 0 has no limit.
    Gate(Clock& clock, std::size_t atOnce) : m_clock(clock), m_atOnce(atOnce) {}
    /// Several sources of one account keep to the smallest of their limits.
    void limitTo(std::size_t atOnce);
    /// Calls back when there is room, at once if there is; destroying the operation gives up the place in the
    /// queue.
    std::unique_ptr<Operation> enter(bool forPerson, std::function<void(Pass)> complete);

private:
    struct Waiting {
        bool forPerson;
        std::function<void(Pass)> complete;
    };
    class Place;
    bool hasRoom() const { return m_atOnce == 0 || m_inside < m_atOnce; }
    void leave();
    void letIn();

    Clock& m_clock;
    std::size_t m_atOnce, m_inside = 0;
    std::deque<std::shared_ptr<Waiting>> m_queue;
    std::unique_ptr<Operation> m_soon;
};

} // namespace shipglass
