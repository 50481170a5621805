// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "cli/table.h"
#include "codec/csv.h"
#include "codec/json.h"

#include <cmath>

namespace shipglass::cli {

namespace {

std::string shortSha(const std::string& sha) { return sha.substr(0, 8); }

std::string spanText(std::optional<Time> from, std::optional<Time> to) {
    if (!from || !to || *to < *from) return "";
    return formatDuration(std::chrono::floor<std::chrono::seconds>(*to - *from));
}

using Cells = std::vector<std::string>;

/// What a table shows of each kind: the headings, then the cells of a record under them.
Cells headings(Kind kind) {
    switch (kind) {
    case Kind::run:
        return {"STATUS", "PIPELINE", "NUMBER", "BRANCH", "COMMIT", "AGE",
                "TOOK",   "ACTOR",    "TITLE",  "SOURCE", "ID"};
    case Kind::deployment:
        return {"STATUS", "SERVICE", "ENVIRONMENT", "VERSION", "COMMIT",
                "AGE",    "TOOK",    "ACTOR",       "SOURCE",  "ID"};
    case Kind::change:
        return {"MERGED", "REPOSITORY", "BRANCH", "COMMIT", "AUTHOR", "TITLE", "SOURCE", "ID"};
    case Kind::alert:
        return {"SEVERITY", "STATE", "AGE", "SERVICE", "TITLE", "SOURCE", "ID"};
    case Kind::resource:
        return {"HEALTH", "TYPE", "NAME", "VERSION", "SERVICE", "SOURCE", "ID"};
    case Kind::metric:
        return {"NAME", "QUERY", "POINTS", "LAST", "SOURCE", "ID"};
    case Kind::log:
        return {"TIME", "SEVERITY", "STREAM", "MESSAGE", "SOURCE"};
    case Kind::test:
        return {"STATUS", "SUITE", "CLASS", "NAME", "MESSAGE", "RUN", "SOURCE"};
    }
    return {};
}

Cells cells(const Run& run, Time now) {
    return {std::string(word(run.status)),
            run.pipeline,
            run.number,
            run.branch,
            shortSha(run.commit),
            ageText(run.startedAt ? run.startedAt : run.createdAt, now),
            spanText(run.startedAt, run.finishedAt),
            run.actor,
            run.title,
            run.source,
            run.id};
}
Cells cells(const Deployment& deployment, Time now) {
    return {std::string(word(deployment.status)),
            deployment.service,
            deployment.environment,
            deployment.version,
            shortSha(deployment.commit),
            ageText(deployment.finishedAt ? deployment.finishedAt : deployment.createdAt, now),
            spanText(deployment.startedAt, deployment.finishedAt),
            deployment.actor,
            deployment.source,
            deployment.id};
}
Cells cells(const Change& change, Time now) {
    return {ageText(change.mergedAt, now),
            change.repository,
            change.branch,
            shortSha(change.commit),
            change.author,
            change.title,
            change.source,
            change.id};
}
Cells cells(const Alert& alert, Time now) {
    return {std::string(word(alert.severity)),
            std::string(word(alert.state)),
            ageText(alert.startedAt, now),
            alert.service,
            alert.title,
            alert.source,
            alert.id};
}
Cells cells(const Resource& resource, Time) {
    return {std::string(word(resource.health)),
            resource.type,
            resource.name,
            resource.version,
            resource.service,
            resource.source,
            resource.id};
}
/// A value that is not finite is none.
std::string lastValue(const Metric& metric) {
    if (metric.points.empty()) return "";
    const double last = metric.points.back().value;
    return std::isfinite(last) ? std::to_string(last) : "-";
}

Cells cells(const Metric& metric, Time) {
    return {metric.name,       metric.query,  std::to_string(metric.points.size()),
            lastValue(metric), metric.source, metric.id};
}
Cells cells(const LogLine& line, Time) {
    return {line.time ? formatTime(*line.time) : "", std::string(word(line.severity)), line.stream,
            line.message, line.source};
}
Cells cells(const TestCase& test, Time) {
    return {std::string(word(test.status)),
            test.suite,
            test.className,
            test.name,
            test.message,
            test.runId,
            test.source};
}

void writeTable(std::FILE* out, const std::vector<Record>& records, Kind kind, Time now) {
    Table table(headings(kind));
    for (const Record& record : records)
        table.add(std::visit([&](const auto& value) { return cells(value, now); }, record));
    std::fputs(table.text(terminalWidth()).c_str(), out);
}

void writeJson(std::FILE* out, const std::vector<Record>& records) {
    const char* before = "[\n";
    for (const Record& record : records) {
        std::fputs(before, out);
        std::fputs(toJson(record).c_str(), out);
        before = ",\n";
    }
    std::fputs(records.empty() ? "[]\n" : "\n]\n", out);
}

} // namespace

std::string ageText(std::optional<Time> time, Time now) {
    if (!time) return "";
    const auto span = now - *time;
    if (span < Millis{0}) return "0s";
    if (span < std::chrono::minutes{1}) return std::to_string(span.count() / 1000) + "s";
    if (span < std::chrono::hours{1}) return std::to_string(span.count() / 60'000) + "m";
    if (span < std::chrono::hours{48}) return std::to_string(span.count() / 3'600'000) + "h";
    return std::to_string(span.count() / 86'400'000) + "d";
}

bool needsDetails(Kind kind, Format format) {
    // How many points a metric has, and the last of them.
    return format != Format::table || kind == Kind::metric;
}

void writeRecords(std::FILE* out, const std::vector<Record>& records, Kind kind, Format format, Time now) {
    if (format == Format::table) return writeTable(out, records, kind, now);
    if (format == Format::json) return writeJson(out, records);
    if (format == Format::csv) std::fprintf(out, "%s\r\n", csvHeader(kind).c_str());
    for (const Record& record : records) {
        std::fputs((format == Format::csv ? csvRow(record) + "\r" : toJson(record)).c_str(), out);
        std::fputc('\n', out);
    }
}

} // namespace shipglass::cli
