// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/run.h"

#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace shipglass::bench {

/// The moment at which the made history ends: the bench's "now".
inline constexpr Time historyEnd = Time{Millis{1'777'888'800'000}}; // 2026-05-04T10:00:00Z

/// Three words that stand side by side in the title of one run in a thousand.
inline constexpr std::string_view rarePhrase = "quokka zephyr ocelot";

/// Makes the runs of a year, oldest first: 200 pipelines of 40 repositories, 30 branches, people and bots,
/// titles of common words. Every field is filled in, with four stages and a history. The same seed and number
/// of rows give the same runs.
class RunMaker {
public:
    RunMaker(std::size_t rows, std::uint64_t seed);

    /// The next run of the history.
    Run next();
    /// The next ones.
    std::vector<Run> next(std::size_t count);

private:
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(m_engine() % limit); }
    bool chance(unsigned perThousand) { return below(1000) < perThousand; }
    template <class List> std::string pick(const List& list) { return std::string(list[below(list.size())]); }
    std::string title();
    std::string hash();
    RunStatus status();
    Millis duration();
    void place(Run& run);
    void times(Run& run);
    void stages(Run& run);
    void details(Run& run);

    std::mt19937_64 m_engine;
    Millis m_step;
    std::size_t m_made = 0;
};

} // namespace shipglass::bench
