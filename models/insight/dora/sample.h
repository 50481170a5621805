// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/rows.h"
#include "insight/dora/rule.h"

#include <array>
#include <vector>

namespace shipglass::dora {

enum class Key : std::uint8_t {
    deploymentFrequency,
    changeLeadTime,
    changeFailureRate,
    recoveryTime,
    reworkRate
};
inline constexpr std::size_t kKeys = 5;

/// Which table of `Facts` a row lies in.
enum class Kind : std::uint8_t { deployment, change, incident, commit };

/// What a row adds to its key: nothing, one of what is counted, one of what went wrong, or both; `support` is
/// what another row counts for, such as the incident that makes a deployment a failed one.
enum class Part : std::uint8_t { none, base, hit, both, support };
constexpr bool isBase(Part part) { return part == Part::base || part == Part::both; }
constexpr bool isHit(Part part) { return part == Part::hit || part == Part::both; }

/// One row's share in one key: the only thing that figures are made of, and what is shown when one is opened.
/// `at` decides which window it falls in. Where `endsInside` is set, `at + span` has to lie in the window
/// too.
struct Sample {
    Ms at = kUnknown;
    Ms span = kUnknown;
    Row row = kNone;
    Row deployment = kNone; ///< Of a commit, change or incident: the deployment it is held against.
    Kind kind = Kind::deployment;
    Rule rule = Rule::none;
    Part part = Part::none;
    bool endsInside = false;
};
using Samples = std::vector<Sample>;

} // namespace shipglass::dora

namespace shipglass {

template <> struct Words<dora::Key> {
    static constexpr std::array<std::string_view, 5> list{"deploymentFrequency", "changeLeadTime",
                                                          "changeFailureRate", "recoveryTime", "reworkRate"};
};
/// The kinds of records, since incidents are alerts there; `commit` is none of its own.
template <> struct Words<dora::Kind> {
    static constexpr std::array<std::string_view, 4> list{"deployment", "change", "alert", "commit"};
};

} // namespace shipglass
