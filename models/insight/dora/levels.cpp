// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/levels.h"

namespace shipglass::dora {

namespace {

constexpr double kHourS = 3600, kDayS = 24 * kHourS;

/// Up to where a word holds, best first; beyond the last it is `worst`.
struct Step {
    double limit;
    bool holdsAtLimit;
    std::string_view word;
};
struct Scale {
    std::array<Step, 4> steps;
    std::string_view worst;
};

std::string_view wordOn(const Scale& scale, double value) {
    for (const Step& step : scale.steps)
        if (!step.word.empty() && (value < step.limit || (step.holdsAtLimit && value == step.limit)))
            return step.word;
    return scale.worst;
}

constexpr Scale below(double elite, double high, double medium) {
    return {{{{elite, false, "elite"}, {high, false, "high"}, {medium, false, "medium"}, {}}}, "low"};
}
constexpr Scale upTo(double elite, double high, double medium) {
    return {{{{elite, true, "elite"}, {high, true, "high"}, {medium, true, "medium"}, {}}}, "low"};
}
constexpr Scale threeLevels(double high, double low) {
    return {{{{high, true, "high"}, {low, false, "medium"}, {}, {}}}, "low"};
}
constexpr Scale kFourKeysSpans{{{{24 * kHourS, false, "One day"},
                                 {168 * kHourS, false, "One week"},
                                 {730 * kHourS, false, "One month"},
                                 {4380 * kHourS, false, "Six months"}}},
                               "One year"};
constexpr Scale kFourKeysFailures{{{{0.15, true, "0-15%"}, {0.46, false, "16-45%"}, {}, {}}}, "46-60%"};

struct Scales {
    Scale leadTime, failureRate, recovery;
};

std::string_view levelOn(const Scales& scales, Key key, const Figure& figure) {
    if (!figure.value) return "";
    switch (key) {
    case Key::changeLeadTime:
        return wordOn(scales.leadTime, *figure.value);
    case Key::changeFailureRate:
        return wordOn(scales.failureRate, *figure.value);
    case Key::recoveryTime:
        return wordOn(scales.recovery, *figure.value);
    case Key::deploymentFrequency:
    case Key::reworkRate:
        return figure.level;
    }
    return "";
}

} // namespace

std::string_view devlakeLevel2023(Key key, const Figure& figure) {
    static constexpr Scales scales{below(kDayS, 7 * kDayS, 30 * kDayS), upTo(0.05, 0.10, 0.15),
                                   below(kHourS, kDayS, 7 * kDayS)};
    return levelOn(scales, key, figure);
}

std::string_view devlakeLevel2021(Key key, const Figure& figure) {
    static constexpr Scales scales{below(kHourS, 7 * kDayS, 180 * kDayS), upTo(0.15, 0.20, 0.30),
                                   below(kHourS, kDayS, 7 * kDayS)};
    return levelOn(scales, key, figure);
}

std::string_view fourKeysLevel(Key key, const Figure& figure) {
    static constexpr Scales scales{kFourKeysSpans, kFourKeysFailures, kFourKeysSpans};
    return levelOn(scales, key, figure);
}

// GitLab's text and its example disagree on the unit of the frequency; this takes the text's, which is the
// value's.
std::string_view gitlabLevel(Key key, const Figure& figure) {
    static constexpr Scales scales{threeLevels(7 * kDayS, 30 * kDayS), threeLevels(0.15, 0.45),
                                   threeLevels(kDayS, 7 * kDayS)};
    if (key == Key::deploymentFrequency && figure.value)
        return *figure.value >= 30 ? "high" : *figure.value >= 1 ? "medium" : "low";
    return levelOn(scales, key, figure);
}

std::string_view middlewareLevel(Key key, const Figure& figure) {
    static constexpr Scales scales{below(kDayS, 7 * kDayS, 30 * kDayS), upTo(0.05, 0.10, 0.15),
                                   below(kHourS, kDayS, 7 * kDayS)};
    return levelOn(scales, key, figure);
}

std::string_view metrikLevel(Key key, const Figure& figure) {
    static constexpr Scales scales{below(kDayS, 7 * kDayS, 30 * kDayS), below(0.15, 0.30, 0.45),
                                   below(kHourS, 24 * kHourS, 168 * kHourS)};
    return levelOn(scales, key, figure);
}

std::string_view noLevel(Key, const Figure&) { return ""; }

} // namespace shipglass::dora
