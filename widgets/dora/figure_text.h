// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/distribution.h"
#include "models/dora/findings.h"

#include <QString>

namespace shipglass {

// How DORA figures are said to a person.

QString phrase(dora::Key key);
/// In one or two words, for narrow columns.
QString shortPhrase(dora::Key key);
QString phrase(dora::Kind kind);
/// Why a row counts as it does, in plain words.
QString phrase(dora::Rule rule);
QString phrase(dora::Stage stage);
/// `elite`, or a tool's own word; empty for none.
QString levelText(std::string_view level);
/// Why there is no value.
QString reasonText(std::string_view reason);

/// `2.5 h`: a span in the largest unit that it fills.
QString spanText(double seconds);
/// `1 h to 2 h`, `under 1 min`.
QString rangeText(const SpanRange& range);
/// A value of a unit in people's words: `1.4 a week`, `12.5 %`, `2.5 h`.
QString valueText(double value, std::string_view unit);
/// The same without words around the number, for axes and narrow cells; a dash where there is none.
QString shortValueText(std::optional<double> value, std::string_view unit);
/// What stands beside an axis of numbers without words: `a day`; empty where the unit stands at each of them.
QString axisText(std::string_view unit);
/// `95 %: 8 to 25 %`; empty where there is no interval.
QString intervalText(const dora::Figure& figure, std::string_view unit);
/// `4 points less: better`; with a question mark while the difference may be chance.
QString differenceText(const DoraDifference& difference, const dora::Figure& other, std::string_view unit);
/// What was counted: `n = 42`, `3/42`.
QString countText(const dora::Figure& figure, std::string_view unit);

/// Whose figures: `all services`, `web`, `team shop`.
QString whoseText(const delivery::Whose& whose);
/// `Jan 5 to Apr 4, 2026`, both days in it.
QString windowText(dora::Window window, const dora::Calendar& calendar);
/// The day a moment lies in, as the calendar has it: `Jan 5`.
QString dayText(dora::Ms at, const dora::Calendar& calendar, bool withYear);

} // namespace shipglass
