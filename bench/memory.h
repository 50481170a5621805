// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <malloc.h>
#include <string>

namespace shipglass::bench {

/// How much memory this process takes at most from here on, beside what it had.
class PeakMemory {
public:
    PeakMemory() {
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << 5; // begins the high-water mark anew
        m_before = megabytes("VmRSS:");
    }
    double used() const { return megabytes("VmHWM:") - m_before; }

private:
    static double megabytes(const std::string& field) {
        std::ifstream status("/proc/self/status");
        for (std::string word; status >> word;)
            if (double kilobytes = 0; word == field && status >> kilobytes) return kilobytes / 1000;
        return 0;
    }
    double m_before = 0;
};

} // namespace shipglass::bench
