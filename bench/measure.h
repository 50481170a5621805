// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <vector>

namespace shipglass::bench {

using SteadyClock = std::chrono::steady_clock;

/// Milliseconds since `start`.
inline double since(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

/// How long `work` takes, in milliseconds.
template <class Work> double timed(Work&& work) {
    const auto start = SteadyClock::now();
    work();
    return since(start);
}

/// Milliseconds of the processor that this thread has used.
inline double ownTime() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The value below which `share` of the values lie; 0 of none.
inline double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto last = static_cast<double>(values.size() - 1);
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(last * share);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

} // namespace shipglass::bench
