// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"

#include <span>

namespace shipglass::dora {

/// What one cluster of a report's survey answered. `worst` is the end of the answer that is worse, in the
/// key's unit (deployments a day, seconds, ratio): infinity or 0 where the answer has no such end.
struct Band {
    std::string_view cluster; ///< "elite", "high", "medium", "low".
    std::string_view answer;  ///< As the report words it, shortened.
    double worst = 0;
};

/// The bands of a report year, best first. They are medians of survey answers and no thresholds: neighbours
/// may be equal, far apart, or (2024) the wrong way round. Years without tiers, and keys without bands, have
/// none.
struct ReportYear {
    int year = 0;
    std::string_view source;
    std::array<std::span<const Band>, kKeys> bands; ///< By key.
    std::array<double, kKeys> eliteOverLow{}; ///< How many times better, as published; 0 where not known.
    std::string_view ratioSource;

    std::span<const Band> of(Key key) const { return bands[static_cast<std::size_t>(key)]; }
};

inline constexpr std::string_view kBandNote =
    "Bands are medians of survey answers, not thresholds: neighbours may overlap or leave gaps.";

std::span<const ReportYear> reportYears();
/// Null for a year that is not in the table.
const ReportYear* reportYear(int year);

/// The first band, best first, whose worse end the value reaches; the last one for a value that reaches none;
/// "" for a year or key without bands.
std::string_view bandOf(Key key, double value, int year);

/// The band of a figure, or `kTooFew`: there are fewer than `kFewest` values, or a 95 % interval that does
/// not exist or reaches over more than two neighbouring clusters.
inline constexpr std::size_t kFewest = 6;
std::string_view bandOf(Key key, const Figure& figure, int year);

/// A team beside the elite and low performers of a report year: how many times better it is (below 1: worse)
/// than the worse end of their answers. Nothing where there is no value, no band, or no such end.
struct Comparison {
    Key key{};
    std::optional<double> overElite, overLow;
    double eliteOverLow = 0; ///< As published; 0 where not known.
    std::string_view source;
};
Comparison compared(Key key, const Figure& figure, int year);

} // namespace shipglass::dora
