// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/gate.h"
#include "net/rate_headers.h"

#include <deque>
#include <map>
#include <vector>

namespace shipglass {

/// The rate budget of one account at one host, shared by every source that uses it. A tenth of it is kept for
/// what a person waits for.
class Budget {
public:
    explicit Budget(std::shared_ptr<Gate> gate) : m_gate(std::move(gate)) {}
    const std::shared_ptr<Gate>& gate() const { return m_gate; }
    /// Several sources of one account keep to the smallest limit. 0 is none.
    void limitPerMinute(unsigned requests);

    /// May a request go out now? The server's own limit is a refusal until `until`; our own pace is a short
    /// wait.
    struct Verdict {
        enum class Kind { go, wait, refused } kind = Kind::go;
        Time until{};
    };
    Verdict ask(Time now, bool forPerson, const std::string& resource);
    /// Counts a request that goes out.
    void spend(Time now, const std::string& resource);

    /// Learns from an answer; gives the end of the limit if this answer was a refusal because of one.
    std::optional<Time> learn(int status, const Pairs& headers, std::string_view body, Time now,
                              const std::string& resource);
    /// A limit that was told in a body, as GraphQL does; gives its end.
    Time refused(Time now, const std::string& resource);

    /// What has to survive a restart and other processes have to know, as one line of text; restore() joins
    /// what of it still holds to what is known here.
    std::string save() const;
    void restore(std::string_view saved, Time now);
    /// What two processes saved of one account, in one.
    static std::string joined(std::string_view one, std::string_view other, Time now);

private:
    struct Window {
        std::int64_t limit = 0, remaining = 0;
        Time reset{};
    };
    void learnWindow(const RateHeaders& rate, const std::string& resource);
    Time blockFor(const RateHeaders& rate, bool secondary, Time now);
    Millis strike(bool secondary, Time now);
    std::optional<Time> paceUntil(Time now, bool forPerson);
    static void joinWindow(Window& known, const Window& told);
    void joinMinute(std::vector<Time> told, Time now);

    std::shared_ptr<Gate> m_gate;
    unsigned m_perMinute = 0;
    std::map<std::string, Window> m_windows; ///< By resource; "" is the only one of most systems.
    Time m_blockedUntil{};
    int m_strikes = 0;         ///< Refusals in a row that did not say for how long.
    std::deque<Time> m_minute; ///< When requests of the last minute went out, while there is a pace to keep.
};

/// What was saved of budgets, by account.
using SavedBudgets = std::map<std::string, std::string>;

/// The budgets of a process, by account.
class Budgets {
public:
    explicit Budgets(Clock& clock) : m_clock(clock) {}
    std::shared_ptr<Budget> of(const std::string& account);

private:
    Clock& m_clock;
    std::map<std::string, std::shared_ptr<Budget>> m_budgets;
};

} // namespace shipglass
