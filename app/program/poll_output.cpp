// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/poll_output.h"

#include "cli/table.h"
#include "poll/once.h"

#include <algorithm>
#include <cstdio>

namespace shipglass {

namespace {

std::string count(const PollReport& report) {
    std::string text;
    for (const auto& [kind, number] : report.records)
        text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + std::string(word(kind));
    return text.empty() ? "nothing new" : text;
}

void printTable(const std::vector<PollReport>& reports) {
    cli::Table table({"SOURCE", "KIND", "OK", "RECORDS", "REQUESTS", "BYTES", "MS"});
    for (const PollReport& report : reports)
        table.add({report.source, report.kind, report.ok() ? "yes" : "no", count(report),
                   std::to_string(report.requests), std::to_string(report.bytes),
                   std::to_string((report.endedAt - report.startedAt).count())});
    std::fputs(table.text(cli::terminalWidth()).c_str(), stdout);
}

/// One line a failure, as every verb says them.
void printFailures(const std::vector<PollReport>& reports) {
    for (const PollReport& report : reports) {
        if (report.error)
            std::fprintf(stderr, "%s: %s\n", report.source.c_str(), report.error->message.c_str());
        for (const ScopeReport& scope : report.scopes)
            if (scope.error)
                std::fprintf(stderr, "%s: %s %s: %s\n", report.source.c_str(),
                             std::string(word(scope.facet)).c_str(), scope.scope.c_str(),
                             scope.error->message.c_str());
    }
}

/// What is no failure, but worth knowing.
void printNotes(const std::vector<PollReport>& reports) {
    for (const PollReport& report : reports)
        if (!report.shrinkage.empty())
            std::fprintf(stderr, "%s: %s\n", report.source.c_str(), report.shrinkage.c_str());
}

} // namespace

cli::Exit printReports(const std::vector<PollReport>& reports, cli::Format format) {
    if (format == cli::Format::json)
        std::puts(toJson(reports).c_str());
    else
        printTable(reports);
    printFailures(reports);
    printNotes(reports);
    const bool good =
        std::all_of(reports.begin(), reports.end(), [](const PollReport& report) { return report.ok(); });
    return good ? cli::Exit::done : cli::Exit::failed;
}

} // namespace shipglass
