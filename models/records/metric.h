// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/common.h"

#include <utility>

namespace shipglass {

/// A sample: when, and how much. A value that is not finite is kept as it is and written as null.
struct Point {
    Time at{};
    double value = 0;

    bool operator==(const Point&) const = default;
};

/// A series of one query and label set. `id` is a hash of both; points of equal ids merge by time.
struct Metric : Common {
    std::string query, name, type, unit;
    Labels labels;
    std::vector<Point> points;

    bool operator==(const Metric&) const = default;
};
template <SameRecord<Metric> M, class Visit> void eachField(M& metric, Visit&& visit) {
    visit("source", metric.source);
    visit("id", metric.id);
    visit("query", metric.query);
    visit("name", metric.name);
    visit("type", metric.type);
    visit("unit", metric.unit);
    visit("service", metric.service);
    visit("labels", metric.labels);
    visit("points", metric.points);
    visit("observedAt", metric.observedAt);
    visit("attributes", metric.attributes);
}

} // namespace shipglass
