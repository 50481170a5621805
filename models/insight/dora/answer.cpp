// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/answer.h"

#include "insight/dora/evidence.h"

namespace shipglass::dora {

namespace {

std::vector<Window> bucketsOf(const Question& question) {
    if (!question.by) return {question.window};
    return question.calendar.buckets(question.window, *question.by);
}

} // namespace

KeyAnswer answer(const Study& study, Key key) {
    const auto buckets = bucketsOf(study.question);
    const Bucketed samples(evidence(study, key), buckets);
    KeyAnswer made{figureOf(study, key, samples.all(), study.question.window), unitOf(study, key), {}};
    if (!study.question.by) return made;
    for (std::size_t index = 0; index < buckets.size(); ++index) {
        const Figure point = figureOf(study, key, samples.bucket(index), buckets[index], Of::point);
        made.series.push_back({buckets[index], point.value, point.n});
    }
    return made;
}

Answer answer(const Study& study) {
    Answer made;
    for (std::size_t key = 0; key < kKeys; ++key) made[key] = answer(study, static_cast<Key>(key));
    return made;
}

} // namespace shipglass::dora
