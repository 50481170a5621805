// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_secrets.h"
#include "program/config_follower.h"
#include "program/engine_options.h"
#include "program/local_zone.h"
#include "program/now.h"
#include "program/poll_output.h"
#include "program/poll_wish.h"
#include "program/verbs.h"
#include "program/waiting_room.h"

#include <cstdio>
#include <unistd.h>

namespace shipglass {

namespace {

PollEvents consoleEvents() {
    PollEvents events;
    if (isatty(STDERR_FILENO))
        events.progress = [](const PollProgress& progress) {
            std::fprintf(stderr, "%s: %zu of %zu %s\n", progress.source.c_str(), progress.done,
                         progress.total, progress.what.c_str());
        };
    return events;
}

Result<PollWish> wishOf(const cli::Poll& poll, const Config& config) {
    PollWish wish;
    wish.sources = poll.sources;
    if (poll.since.empty()) return wish;
    const auto since = cli::readTime(poll.since, wallTime(), midnightIn(config.dora.timeZone));
    if (!since) return since.error();
    wish.since = *since;
    return wish;
}

/// Polling what must not be polled is a contradiction, and waiting for nothing helps nobody.
Error pollIsOff(const cli::Common& common, const Setup& setup) {
    return {Fault::config,
            common.noPoll ? "--no-poll asks no source, so there is nothing to poll."
                          : setup.configPath.string() + ": `poll: off` asks no source; write `poll: on`.",
            0,
            {}};
}

cli::Exit pollOnceAndPrint(Engine& engine, WaitingRoom& room, const cli::Poll& poll,
                           std::optional<Time> since) {
    std::optional<Result<std::vector<PollReport>>> reports;
    const Ticket ticket = engine.polls().once(
        {}, since, [&](Result<std::vector<PollReport>> result) { reports.emplace(std::move(result)); });
    if (!room.waitUntil([&] { return reports.has_value(); })) return cli::Exit::done;
    return *reports ? printReports(**reports, poll.format) : failure(reports->error());
}

/// Takes over a configuration that has changed. A bad one leaves the old one in force.
void takeOver(Engine& engine, const Setup& setup, const PollWish& wish, const ConfigNews& news) {
    const auto config = news ? wantedOf(**news, wish, wallTime()) : Result<Config>(news.error());
    const auto missing = config && config->poll
                             ? missingSecrets(*config, setup.configPath.string(), engine.secretDoors(), false)
                             : std::vector<Mistake>();
    if (!config || !missing.empty()) {
        std::fputs("The changed configuration was not taken over:\n", stderr);
        failure(config ? mistakesError(missing) : config.error());
        return;
    }
    if (!config->poll) std::fputs("`poll: off`: no source is asked until it is on again.\n", stderr);
    engine.configure(*config);
}

/// Polls until a signal comes, then gives what is under way a moment to end.
cli::Exit pollUntilStopped(Engine& engine, WaitingRoom& room, const Setup& setup, const PollWish& wish) {
    followConfig(engine, setup, room.executor(),
                 [&](const ConfigNews& news) { takeOver(engine, setup, wish, news); });
    engine.polls().start();
    room.waitUntil([] { return false; });
    bool stopped = false;
    engine.polls().stop([&] { stopped = true; });
    room.waitUntil([&] { return stopped; });
    return cli::Exit::done;
}

} // namespace

cli::Exit runPoll(const cli::Common& common, const cli::Poll& poll) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto wish = wishOf(poll, *setup->config);
    if (!wish) return failure(wish.error());
    if (!setup->config->poll) return failure(pollIsOff(common, *setup));
    const auto config = wantedOf(*setup->config, *wish, wallTime());
    if (!config) return failure(config.error());

    WaitingRoom room;
    Engine engine(engineOptions(setup->storePath, common), room.executor(), consoleEvents());
    if (!secretsAreThere(*config, setup->configPath, engine.secretDoors())) return cli::Exit::usage;
    std::string notice;
    const auto opened = engine.opened(&notice);
    if (!notice.empty()) std::fprintf(stderr, "%s\n", notice.c_str());
    if (!opened) return failure(opened.error());
    engine.configure(*config);
    return poll.once ? pollOnceAndPrint(engine, room, poll, wish->since)
                     : pollUntilStopped(engine, room, *setup, *wish);
}

} // namespace shipglass
