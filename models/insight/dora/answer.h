// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"
#include "insight/dora/study.h"

namespace shipglass::dora {

/// One point of a series: the key over one day, week or month of the window.
struct Point {
    Window window;
    std::optional<double> value;
    std::size_t n = 0;
};

/// One key's answer. `series` is empty when the question names no buckets.
struct KeyAnswer {
    Figure figure;
    std::string_view unit;
    std::vector<Point> series;
};

/// All five keys of a question, by `Key`.
using Answer = std::array<KeyAnswer, kKeys>;

/// Answers from a study that is at hand: that of one key, or all of them.
KeyAnswer answer(const Study& study, Key key);
Answer answer(const Study& study);

} // namespace shipglass::dora
