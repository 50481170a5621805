// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/lease.h"

namespace shipglass {

using namespace std::chrono_literals;

Lease::Lease(StoreAccess* store, Clock* clock, std::string source, std::string holder)
    : m_store(store), m_clock(clock), m_source(std::move(source)), m_holder(std::move(holder)) {}

Lease::~Lease() {
    if (!m_taken) return;
    const auto giveFree = [source = m_source, holder = m_holder](Writer& writer) {
        // What cannot be given free runs out by itself.
        static_cast<void>(writer.release(source, holder));
    };
    m_store->write(giveFree, [] {});
}

std::function<Result<bool>(Writer&)> Lease::taking() const {
    return
        [source = m_source, holder = m_holder](Writer& writer) { return writer.lease(source, holder, 1min); };
}

Task<bool> Lease::take() {
    auto asking = written<bool>(m_store, taking());
    m_taken = true; // Whoever is destroyed meanwhile gives free what the store is about to write.
    auto taken = co_await std::move(asking).attempt();
    m_taken = taken.ok() && *taken;
    co_return std::move(taken).orThrow();
}

Task<Done> Lease::takeWhenFree() {
    while (true) {
        auto taken = co_await take();
        if (taken) break;
        co_await pause(m_clock, Millis(1000));
    }
    co_return Done();
}

Task<bool> Lease::renew() {
    auto asking = written<bool>(m_store, taking());
    auto held = co_await std::move(asking).attempt();
    co_return !held.ok() || *held;
}

Task<Done> pause(Clock* clock, Millis span) {
    Await<Done> over([&](std::function<void(Done)> complete) {
        return clock->after(span, [complete = std::move(complete)] { complete(Done()); });
    });
    auto done = co_await over;
    co_return done;
}

} // namespace shipglass
