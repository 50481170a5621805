// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "config/source_secrets.h"
#include "poll/once.h"
#include "program/engine.h"
#include "program/local_zone.h"
#include "program/now.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "program/waiting_room.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

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

cli::Exit finish(const cli::Poll& poll, const Result<std::vector<PollReport>>& reports) {
    if (!reports) return failure(reports.error());
    if (poll.format == cli::Format::json)
        std::puts(toJson(*reports).c_str());
    else
        printTable(*reports);
    printFailures(*reports);
    const bool good =
        std::all_of(reports->begin(), reports->end(), [](const PollReport& report) { return report.ok(); });
    return good ? cli::Exit::done : cli::Exit::failed;
}

cli::Exit pollOnceAndPrint(Engine& engine, WaitingRoom& room, const cli::Poll& poll,
                           std::optional<Time> since) {
    std::optional<Result<std::vector<PollReport>>> reports;
    const Ticket ticket =
        engine.polls().once(poll.sources, since, [&](Result<std::vector<PollReport>> result) {
            reports.emplace(std::move(result));
        });
    if (!room.waitUntil([&] { return reports.has_value(); })) return cli::Exit::done;
    return finish(poll, *reports);
}

/// Polls until a signal comes, then gives what is under way a moment to end.
cli::Exit pollUntilStopped(Engine& engine, WaitingRoom& room) {
    engine.polls().start();
    room.waitUntil([] { return false; });
    bool stopped = false;
    engine.polls().stop([&] { stopped = true; });
    room.waitUntil([&] { return stopped; });
    return cli::Exit::done;
}

PollEvents consoleEvents() {
    PollEvents events;
    if (isatty(STDERR_FILENO))
        events.progress = [](const PollProgress& progress) {
            std::fprintf(stderr, "%s: %zu of %zu %s\n", progress.source.c_str(), progress.done,
                         progress.total, progress.what.c_str());
        };
    return events;
}

Result<std::optional<Time>> sinceOf(const cli::Poll& poll, const Config& config) {
    if (poll.since.empty()) return std::optional<Time>();
    const auto since = cli::readTime(poll.since, wallTime(), midnightIn(config.dora.timeZone));
    if (!since) return since.error();
    return std::optional(*since);
}

} // namespace

cli::Exit runPoll(const cli::Common& common, const cli::Poll& poll) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto since = sinceOf(poll, *setup->config);
    if (!since) return failure(since.error());
    const auto missing = missingSecrets(*setup->config, setup->configPath.string(), SecretDoors(), false);
    for (const Mistake& mistake : missing) std::fprintf(stderr, "%s\n", format(mistake).c_str());
    if (!missing.empty()) return cli::Exit::usage;

    WaitingRoom room;
    Engine engine({setup->storePath, common.record, (cacheFolder() / "http.sqlite").string()},
                  room.executor(), consoleEvents());
    std::string notice;
    const auto opened = engine.opened(&notice);
    if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
    if (!opened) return failure(opened.error());
    engine.configure(*setup->config);
    return poll.once ? pollOnceAndPrint(engine, room, poll, *since) : pollUntilStopped(engine, room);
}

} // namespace shipglass
