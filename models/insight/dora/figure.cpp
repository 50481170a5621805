// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/figure.h"

#include "insight/dora/bands.h"
#include "insight/dora/dialect.h"
#include "insight/dora/study.h"

#include <algorithm>
#include <array>

namespace shipglass::dora {

namespace {

constexpr double kPerSecond = 1000;

std::string_view nothing(Key key) {
    switch (key) {
    case Key::deploymentFrequency:
        return "no production deployment is known";
    case Key::changeLeadTime:
        return "no change with a known beginning was deployed";
    case Key::changeFailureRate:
    case Key::reworkRate:
        return "no production deployment";
    case Key::recoveryTime:
        return "no failed deployment recovered";
    }
    return "";
}

bool isRatio(Key key) { return key == Key::changeFailureRate || key == Key::reworkRate; }

void countLeftOut(const Sample& sample, Figure& figure) {
    if (sample.rule == Rule::negative) ++figure.negative;
    if (sample.rule == Rule::open || sample.rule == Rule::recoveredLater) ++figure.open;
    if (sample.rule == Rule::authorTimeUnknown || sample.rule == Rule::firstCommitUnknown ||
        sample.rule == Rule::commitsUnknown)
        ++figure.unknown;
}

std::optional<Interval> inSeconds(std::optional<Interval> interval) {
    if (interval) interval->low /= kPerSecond, interval->high /= kPerSecond;
    return interval;
}

Average averageFor(const Dialect& dialect, Key key) {
    return key == Key::changeLeadTime ? dialect.leadTime : dialect.recovery;
}

/// A point of a series shows the value only.
void setSpans(const Study& study, Key key, Of of, std::vector<std::int64_t>& spans, Figure& figure) {
    if (spans.empty()) return;
    const Average how = averageFor(study.dialect, key);
    if (of == Of::point) {
        figure.value = averageOf(spans, how) / kPerSecond;
        return;
    }
    setDistribution(spans, how, figure);
}

void setFrequency(const Study& study, std::span<const Sample> samples, Window window, Figure& figure) {
    if (study.timeline.deliveries.empty()) return;
    const Frequency found = study.dialect.frequency(samples, window, study.question.calendar);
    figure.value = found.value;
    figure.weekly = found.weekly, figure.monthly = found.monthly;
    figure.level = found.level;
}

void setRatio(Figure& figure) {
    if (figure.n == 0) return;
    figure.value = static_cast<double>(figure.hits) / static_cast<double>(figure.n);
    figure.interval = wilson(figure.hits, figure.n);
}

Nothing whenNothing(const Dialect& dialect, Key key, Of of) {
    const bool span = key == Key::changeLeadTime || key == Key::recoveryTime;
    if (of == Of::point && span && dialect.noPoint == Nothing::zero) return Nothing::zero;
    if (key == Key::changeLeadTime) return dialect.noLeadTime;
    return key == Key::changeFailureRate ? dialect.noFailureRate : Nothing::unknown;
}

bool isDefined(const Dialect& dialect, Key key) {
    return key != Key::reworkRate || dialect.rework != nullptr;
}

} // namespace

void setDistribution(std::span<std::int64_t> spans, Average how, Figure& figure) {
    constexpr std::array shares{0.5, 0.9};
    orderFor(shares, spans);
    figure.value = average(spans, how) / kPerSecond;
    figure.median = average(spans, how == Average::mean ? Average::median : how) / kPerSecond;
    figure.p90 = quantile(spans, 0.9) / kPerSecond;
    figure.interval = inSeconds(quantileInterval(spans, 0.5));
    figure.p90Interval = inSeconds(quantileInterval(spans, 0.9));
}

Sample settled(const Study& study, Key key, Sample sample) {
    const Ms until = study.question.window.until;
    if (sample.endsInside && sample.span != kUnknown && sample.at + sample.span >= until) {
        const bool both = sample.part == Part::both;
        if (both)
            sample.rule = Rule::counted, sample.part = Part::base;
        else if (sample.part == Part::base)
            sample.rule = Rule::recoveredLater, sample.part = Part::none;
    }
    if (key != Key::recoveryTime || sample.span == kUnknown) return sample;
    if (study.dialect.recoveryRounding == Rounding::wholeMinutes) sample.span -= sample.span % kMinute;
    if (study.dialect.recoveryRounding == Rounding::wholeHours) sample.span -= sample.span % kHour;
    return sample;
}

Figure figureOf(const Study& study, Key key, std::span<const Sample> samples, Window window, Of of) {
    Figure figure;
    std::vector<std::int64_t> spans;
    if (key == Key::changeLeadTime || key == Key::recoveryTime) spans.reserve(samples.size());
    const bool keepsSpans = !isRatio(key) && key != Key::deploymentFrequency;
    for (const Sample& each : samples) {
        const Sample sample = settled(study, key, each);
        figure.n += isBase(sample.part), figure.hits += isHit(sample.part);
        if (keepsSpans && isBase(sample.part))
            spans.push_back(sample.span);
        else
            countLeftOut(sample, figure);
    }
    if (key == Key::deploymentFrequency)
        setFrequency(study, samples, window, figure);
    else if (isRatio(key))
        setRatio(figure);
    else
        setSpans(study, key, of, spans, figure);

    if (!isDefined(study.dialect, key))
        figure.reason = "this dialect does not define it";
    else if (!figure.value && whenNothing(study.dialect, key, of) == Nothing::zero)
        figure.value = 0;
    else if (!figure.value)
        figure.reason = nothing(key);
    if (of == Of::window)
        figure.level = study.dialect.level ? study.dialect.level(key, figure)
                                           : bandOf(key, figure, study.question.reportYear);
    return figure;
}

std::string_view unitOf(const Study& study, Key key) {
    if (isRatio(key)) return "ratio";
    return key == Key::deploymentFrequency ? study.dialect.frequencyUnit : "s";
}

} // namespace shipglass::dora
