// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/alert.h"
#include "records/change.h"
#include "records/deployment.h"
#include "records/log_line.h"
#include "records/metric.h"
#include "records/resource.h"
#include "records/run.h"
#include "records/test_case.h"

#include <variant>

namespace shipglass {

using Record = std::variant<Run, Deployment, Change, Alert, Resource, Metric, LogLine, TestCase>;

/// The kinds of records, in the order of Record's alternatives; also the facets a source is asked for.
enum class Kind { run, deployment, change, alert, resource, metric, log, test };
using Facet = Kind;
template <> struct Words<Kind> {
    static constexpr std::array<std::string_view, 8> list{"run",      "deployment", "change", "alert",
                                                          "resource", "metric",     "log",    "test"};
};

inline Kind kindOf(const Record& record) { return static_cast<Kind>(record.index()); }
/// The kind of a record type, known at compile time.
template <class R> constexpr Kind kindFor() {
    return static_cast<Kind>(Record(std::in_place_type<R>).index());
}

/// A record of a kind that says nothing; for asking what fields the kind has.
Record emptyRecord(Kind kind);

inline const Common& common(const Record& record) {
    return std::visit([](const auto& value) -> const Common& { return value; }, record);
}
inline Common& common(Record& record) {
    return std::visit([](auto& value) -> Common& { return value; }, record);
}

/// Alerts and resources describe what is now: they come as one whole batch a scope, or not at all.
constexpr bool isStateFacet(Facet facet) { return facet == Facet::alert || facet == Facet::resource; }

/// When the record began, by which lists are ordered: createdAt, startedAt, mergedAt, time or observedAt.
std::optional<Time> beganAt(const Record& record);

} // namespace shipglass
