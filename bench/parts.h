// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace shipglass::bench {

/// How much is measured, and where things lie.
struct Scale {
    std::size_t rows = 1'000'000; ///< Runs in the history.
    int rounds = 5;               ///< How often what is short is measured; the median is shown.
    int idleSeconds = 30;         ///< How long the idle sources are watched.
    bool smoke = false;           ///< Small sizes, to see that everything runs.
    std::string program;          ///< The bench itself, for children of it.
    std::string folder;           ///< Where histories are kept between runs.
};

/// The parts of the bench: each measures one subject and prints its table. What cannot be measured is thrown.
void benchStore(const Scale& scale);
void benchSearch(const Scale& scale);
void benchSession(const Scale& scale);
void benchScreen(const Scale& scale);
void benchLoop(const Scale& scale);
void benchDora(const Scale& scale);
void benchDesk(const Scale& scale);
void benchIdle(const Scale& scale);

} // namespace shipglass::bench
