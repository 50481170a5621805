// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/alert.h"

#include <algorithm>

namespace shipglass {

/// The severity that a word of any system means, without case: ours, those of Prometheus' rules and of logs,
/// and P1 to P5. An unusual word is `unknown`.
constexpr Severity severityOfWord(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, Severity>, 13> known{{{"critical", Severity::critical},
                                                                           {"page", Severity::critical},
                                                                           {"p1", Severity::critical},
                                                                           {"high", Severity::high},
                                                                           {"error", Severity::high},
                                                                           {"p2", Severity::high},
                                                                           {"warning", Severity::warning},
                                                                           {"warn", Severity::warning},
                                                                           {"p3", Severity::warning},
                                                                           {"info", Severity::info},
                                                                           {"none", Severity::info},
                                                                           {"p4", Severity::info},
                                                                           {"p5", Severity::info}}};
    const auto sameLetter = [](char ours, char theirs) {
        return ours == (theirs >= 'A' && theirs <= 'Z' ? static_cast<char>(theirs + 32) : theirs);
    };
    for (const auto& [ours, severity] : known)
        if (std::equal(ours.begin(), ours.end(), word.begin(), word.end(), sameLetter)) return severity;
    return Severity::unknown;
}

} // namespace shipglass
