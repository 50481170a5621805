// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/monitoring/prometheus/prometheus.h"

#include "net/poll_scope.h"
#include "net/prometheus_labels.h"

#include <algorithm>
#include <charconv>

namespace shipglass::prometheus {

namespace {

/// Prometheus refuses more than 11 000 points a series; this is what a wide chart can show.
constexpr std::int64_t mostPoints = 2000;
constexpr std::chrono::hours firstWindow{24};
constexpr Millis usualStep{30'000};

std::string seconds(Time time) {
    const auto ms = epochMs(time);
    return std::to_string(ms / 1000) + "." + std::to_string(1000 + ms % 1000).substr(1);
}

/// Refreshed graphs do not jitter when the ends are multiples of the step.
Time aligned(Time time, Millis step) { return fromEpochMs(epochMs(time) / step.count() * step.count()); }

Metric mapSeries(Node node, const std::string& query) {
    Metric metric;
    metric.query = query;
    metric.labels = node["metric"].labels();
    metric.name = node["metric"]["__name__"].text();
    Labels identity = metric.labels;
    identity["\x01query"] = query;
    metric.id = fingerprintOf(identity);
    metric.service =
        node["metric"]["service"].exists() ? node["metric"]["service"].text() : node["metric"]["job"].text();
    for (const Node& pair : node["values"].items()) {
        const auto at = pair.at(0).epochSeconds();
        const auto value = pair.at(1).number();
        if (at && value) metric.points.push_back(Point{*at, *value});
    }
    return metric;
}

/// Series of histograms only are left out: they have no single value to draw.
SeriesSet seriesOf(Node data, const std::string& query) {
    if (data["resultType"].text() != "matrix")
        throw Failure(Fault::malformed, "Prometheus answered a range query with something else.");
    SeriesSet series;
    for (const Node& result : requireList(data["result"], "result")) {
        Metric metric = mapSeries(result, query);
        if (!metric.points.empty()) series.push_back(std::move(metric));
    }
    return series;
}

Task<Done> pollQuery(Session session, std::string text) {
    const Time now = session.now();
    const auto last = parseTime(session.cursor(Facet::metric, text));
    MetricQuery query;
    query.text = text;
    query.until = now;
    query.since = last ? *last + Millis{1} : std::max(session.since(), now - firstWindow);
    query.step = std::max(usualStep, Millis{(now - query.since).count() / mostPoints});
    auto series = co_await querySeries(session, query);
    Batch batch(Facet::metric, text);
    Time newest = last.value_or(query.since);
    for (Metric& metric : series) {
        if (!metric.points.empty()) newest = std::max(newest, metric.points.back().at);
        batch.add(std::move(metric));
    }
    batch.setCursor(formatTime(newest)).setLast();
    co_await session.hand(std::move(batch));
    co_return Done();
}

} // namespace

Task<SeriesSet> querySeries(Session session, MetricQuery query) {
    const Millis step =
        std::max({Millis{1000}, query.step, Millis{(query.until - query.since).count() / mostPoints}});
    Request request("/api/v1/query_range");
    request.query("query", query.text).query("start", seconds(aligned(query.since + step - Millis{1}, step)));
    request.query("end", seconds(aligned(query.until, step))).query("step", seconds(Time{step}));
    if (aligned(query.since + step - Millis{1}, step) > aligned(query.until, step)) co_return SeriesSet();
    auto answer = co_await ask(session, request);
    co_return seriesOf(answer["data"], query.text);
}

Task<Done> pollQueries(Session session) {
    for (const std::string& text : session.list("queries"))
        co_await pollScope(session, Facet::metric, text, pollQuery(session, text));
    co_return Done();
}

} // namespace shipglass::prometheus
