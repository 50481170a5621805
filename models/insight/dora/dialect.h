// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"
#include "insight/dora/links.h"
#include "insight/dora/remedies.h"
#include "insight/dora/statistics.h"

namespace shipglass::dora {

struct Study;

/// Writes down every row's share in a key, over all time; null where the dialect does not know the key.
using Gather = Samples (*)(const Study&);
/// Makes a frequency of how many deployments a window has, and on which days.
using CountFrequency = Frequency (*)(std::span<const Sample> deployments, Window, const Calendar&);
/// The tool's own word for a figure, or "".
using NameLevel = std::string_view (*)(Key, const Figure&);

/// How a tool rounds a span before it goes on with it.
enum class Rounding : std::uint8_t { none, wholeMinutes, wholeHours };

/// What a tool says when there is nothing to count.
enum class Nothing : std::uint8_t { unknown, zero };

/// How one tool reads the same facts. Each is written out in `dialects.cpp`, and is meant to be read as its
/// definition.
struct Dialect {
    std::string_view name;
    LinkRules links = LinkRules::none;
    RemedyRules remedies = RemedyRules::none;

    Gather deployments = nullptr;
    CountFrequency frequency = nullptr;
    std::string_view frequencyUnit = "1/d";

    Gather leadTimes = nullptr;
    Average leadTime = Average::median;
    Nothing noLeadTime = Nothing::unknown;

    Gather failures = nullptr;
    Nothing noFailureRate = Nothing::unknown;

    Gather recoveries = nullptr;
    Average recovery = Average::median;
    Rounding recoveryRounding = Rounding::none;

    Gather rework = nullptr;

    /// Spans of series points without any: DevLake's charts draw 0 there.
    Nothing noPoint = Nothing::unknown;
    NameLevel level = nullptr; ///< Null: the bands of a report year.
};

std::span<const Dialect> dialects();
/// By its name, or null.
const Dialect* findDialect(std::string_view name);

} // namespace shipglass::dora
