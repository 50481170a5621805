// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/bands.h"

#include <algorithm>
#include <limits>

namespace shipglass::dora {

namespace {

constexpr double kHourS = 3600, kDayS = 24 * kHourS, kWeekS = 7 * kDayS, kMonthS = 30 * kDayS,
                 kSixMonthsS = 180 * kDayS, kNoEnd = std::numeric_limits<double>::infinity();
constexpr double kHourly = 24, kDaily = 1, kWeekly = 1.0 / 7, kMonthly = 1.0 / 30, kSixMonthly = 1.0 / 180,
                 kNever = 0;

constexpr std::string_view kE = "elite", kH = "high", kM = "medium", kL = "low";

// Deployment frequency.
constexpr Band kFrequency2018[]{{kE, "on demand", kHourly},
                                {kH, "once an hour to once a day", kDaily},
                                {kM, "once a week to once a month", kMonthly},
                                {kL, "once a week to once a month", kMonthly}};
constexpr Band kFrequency2019[]{{kE, "on demand", kDaily},
                                {kH, "once a day to once a week", kWeekly},
                                {kM, "once a week to once a month", kMonthly},
                                {kL, "once a month to once in six months", kSixMonthly}};
constexpr Band kFrequency2021[]{{kE, "on demand", kDaily},
                                {kH, "once a week to once a month", kMonthly},
                                {kM, "once a month to once in six months", kSixMonthly},
                                {kL, "less than once in six months", kNever}};
constexpr Band kFrequency2022[]{{kH, "on demand", kDaily},
                                {kM, "once a week to once a month", kMonthly},
                                {kL, "once a month to once in six months", kSixMonthly}};
constexpr Band kFrequency2023[]{{kE, "on demand", kDaily},
                                {kH, "once a day to once a week", kWeekly},
                                {kM, "once a week to once a month", kMonthly},
                                {kL, "once a week to once a month", kMonthly}};

// Change lead time.
constexpr Band kLead2018[]{{kE, "less than an hour", kHourS},
                           {kH, "a day to a week", kWeekS},
                           {kM, "a week to a month", kMonthS},
                           {kL, "a month to six months", kSixMonthsS}};
constexpr Band kLead2019[]{{kE, "less than a day", kDayS},
                           {kH, "a day to a week", kWeekS},
                           {kM, "a week to a month", kMonthS},
                           {kL, "a month to six months", kSixMonthsS}};
constexpr Band kLead2021[]{{kE, "less than an hour", kHourS},
                           {kH, "a day to a week", kWeekS},
                           {kM, "a month to six months", kSixMonthsS},
                           {kL, "more than six months", kNoEnd}};
constexpr Band kLead2022[]{{kH, "a day to a week", kWeekS},
                           {kM, "a week to a month", kMonthS},
                           {kL, "a month to six months", kSixMonthsS}};
constexpr Band kLead2023[]{{kE, "less than a day", kDayS},
                           {kH, "a day to a week", kWeekS},
                           {kM, "a week to a month", kMonthS},
                           {kL, "a week to a month", kMonthS}};

// Change failure rate.
constexpr Band kFailures2018[]{
    {kE, "0 to 15 %", 0.15}, {kH, "0 to 15 %", 0.15}, {kM, "0 to 15 %", 0.15}, {kL, "46 to 60 %", 0.60}};
constexpr Band kFailures2021[]{
    {kE, "0 to 15 %", 0.15}, {kH, "16 to 30 %", 0.30}, {kM, "16 to 30 %", 0.30}, {kL, "16 to 30 %", 0.30}};
constexpr Band kFailures2022[]{{kH, "0 to 15 %", 0.15}, {kM, "16 to 30 %", 0.30}, {kL, "46 to 60 %", 0.60}};
constexpr Band kFailures2023[]{{kE, "5 %", 0.05}, {kH, "10 %", 0.10}, {kM, "15 %", 0.15}, {kL, "64 %", 0.64}};
constexpr Band kFailures2024[]{{kE, "5 %", 0.05}, {kH, "20 %", 0.20}, {kM, "10 %", 0.10}, {kL, "40 %", 0.40}};

// Recovery time.
constexpr Band kRecovery2018[]{{kE, "less than an hour", kHourS},
                               {kH, "less than a day", kDayS},
                               {kM, "less than a day", kDayS},
                               {kL, "a week to a month", kMonthS}};
constexpr Band kRecovery2021[]{{kE, "less than an hour", kHourS},
                               {kH, "less than a day", kDayS},
                               {kM, "a day to a week", kWeekS},
                               {kL, "more than six months", kNoEnd}};
constexpr Band kRecovery2022[]{
    {kH, "less than a day", kDayS}, {kM, "a day to a week", kWeekS}, {kL, "a week to a month", kMonthS}};
constexpr Band kRecovery2023[]{{kE, "less than an hour", kHourS},
                               {kH, "less than a day", kDayS},
                               {kM, "a day to a week", kWeekS},
                               {kL, "a month to six months", kSixMonthsS}};

constexpr ReportYear kYears[]{
    {2018,
     "DORA, State of DevOps Report 2018",
     {kFrequency2018, kLead2018, kFailures2018, kRecovery2018, {}},
     {},
     ""},
    {2019,
     "DORA, State of DevOps Report 2019",
     {kFrequency2019, kLead2019, kFailures2018, kRecovery2018, {}},
     {208, 106, 7, 2604, 0},
     "DORA, State of DevOps Report 2019"},
    {2021,
     "DORA, State of DevOps Report 2021",
     {kFrequency2021, kLead2021, kFailures2021, kRecovery2021, {}},
     {973, 6570, 3, 6570, 0},
     "DORA, State of DevOps Report 2021"},
    {2022,
     "DORA, State of DevOps Report 2022 (no elite cluster)",
     {kFrequency2022, kLead2022, kFailures2022, kRecovery2022, {}},
     {},
     ""},
    {2023,
     "DORA, State of DevOps Report 2023",
     {kFrequency2023, kLead2023, kFailures2023, kRecovery2023, {}},
     {},
     ""},
    {2024,
     "DORA, State of DevOps Report 2024",
     {kFrequency2019, kLead2019, kFailures2024, kRecovery2018, {}},
     {182, 127, 8, 2293, 0},
     "DORA, State of DevOps Report 2024"},
    {2025, "DORA, State of DevOps Report 2025 (no tiers)", {}, {}, ""},
};

bool reaches(Key key, double value, double worst) {
    return key == Key::deploymentFrequency ? value >= worst : value <= worst;
}

std::size_t indexOf(Key key, double value, std::span<const Band> bands) {
    for (std::size_t index = 0; index < bands.size(); ++index)
        if (reaches(key, value, bands[index].worst)) return index;
    return bands.size() - 1;
}

bool tooFew(Key key, const Figure& figure, std::span<const Band> bands) {
    if (figure.n < kFewest) return true;
    if (key == Key::deploymentFrequency) return false;
    if (!figure.interval) return true;
    return indexOf(key, figure.interval->high, bands) - indexOf(key, figure.interval->low, bands) > 1;
}

std::optional<double> times(Key key, double value, double worst) {
    const double better = key == Key::deploymentFrequency ? value : worst;
    const double worse = key == Key::deploymentFrequency ? worst : value;
    if (worse <= 0 || worse == kNoEnd || better == kNoEnd) return std::nullopt;
    return better / worse;
}

} // namespace

std::span<const ReportYear> reportYears() { return kYears; }

const ReportYear* reportYear(int year) {
    const auto* found = std::ranges::find(kYears, year, &ReportYear::year);
    return found == std::end(kYears) ? nullptr : found;
}

std::string_view bandOf(Key key, double value, int year) {
    const ReportYear* report = reportYear(year);
    if (report == nullptr || report->of(key).empty()) return "";
    const auto bands = report->of(key);
    return bands[indexOf(key, value, bands)].cluster;
}

std::string_view bandOf(Key key, const Figure& figure, int year) {
    const ReportYear* report = reportYear(year);
    if (!figure.value || report == nullptr || report->of(key).empty()) return "";
    return tooFew(key, figure, report->of(key)) ? kTooFew : bandOf(key, *figure.value, year);
}

Comparison compared(Key key, const Figure& figure, int year) {
    Comparison made{key, {}, {}, 0, ""};
    const ReportYear* report = reportYear(year);
    if (report == nullptr) return made;
    made.eliteOverLow = report->eliteOverLow[static_cast<std::size_t>(key)];
    made.source = made.eliteOverLow > 0 ? report->ratioSource : report->source;
    for (const Band& band : report->of(key)) {
        if (!figure.value) continue;
        if (band.cluster == kE) made.overElite = times(key, *figure.value, band.worst);
        if (band.cluster == kL) made.overLow = times(key, *figure.value, band.worst);
    }
    return made;
}

} // namespace shipglass::dora
