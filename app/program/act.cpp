// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/engine_options.h"
#include "program/now.h"
#include "program/person.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "program/waiting_room.h"
#include "query/queries.h"
#include "store/reader.h"

#include <cstdio>
#include <cstdlib>

namespace shipglass {

namespace {

/// An alert by the system's own key: its open episode, else the newest.
std::optional<Record> findByKey(Reader& reader, const std::string& source, const std::string& key) {
    Selection selection;
    selection.kind = Kind::alert;
    selection.limit = 50;
    selection.withDetails = true;
    selection.where = queries::both(queries::exactly("source", source), queries::exactly("key", key));
    const auto rows = reader.read(selection).orThrow();
    for (const Row& row : rows)
        if (std::get<Alert>(row.record).state != AlertState::resolved) return row.record;
    return rows.empty() ? std::nullopt : std::optional(rows.front().record);
}

/// The record that an id means: a run, a deployment or an alert of the source.
Record findRecord(Reader& reader, const std::string& source, const std::string& id) {
    for (const Kind kind : {Kind::run, Kind::alert, Kind::deployment}) {
        auto row = reader.find(kind, source, id, wallTime());
        if (row) return row->record;
        if (row.error().fault != Fault::notFound) throw Failure(row.error());
    }
    if (auto alert = findByKey(reader, source, id)) return *alert;
    throw Failure(Fault::notFound, "The history has no " + id + " of " + source +
                                       "; poll first, or look with shipglass show.");
}

ActionRequest requestOf(const cli::Act& act, Record record) {
    ActionRequest request;
    request.verb = act.verb;
    request.dryRun = act.dryRun;
    request.call.record = std::move(record);
    request.call.duration = act.duration;
    request.call.comment = act.comment;
    request.call.who = personName();
    request.call.options = act.options;
    return request;
}

Config onlyOf(Config config, const std::string& source) {
    std::erase_if(config.sources, [&](const ConfiguredSource& other) { return other.name != source; });
    return config;
}

std::string stateOf(const Record& record) {
    if (const Run* run = std::get_if<Run>(&record)) return std::string(word(run->status));
    if (const Alert* alert = std::get_if<Alert>(&record)) return std::string(word(alert->state));
    if (const Deployment* deployment = std::get_if<Deployment>(&record))
        return std::string(word(deployment->status));
    return "";
}

cli::Exit finish(const Result<ActionReport>& report, const cli::Act& act) {
    if (!report) return failure(report.error());
    if (act.dryRun) {
        std::fputs(report->printed.empty() ? "Nothing would be sent.\n" : report->printed.c_str(), stdout);
        return cli::Exit::done;
    }
    std::printf("%s\n", report->message.c_str());
    if (report->record)
        std::printf("%s is now %s\n", common(*report->record).id.c_str(), stateOf(*report->record).c_str());
    return cli::Exit::done;
}

} // namespace

cli::Exit runAct(const cli::Common& options, const cli::Act& act) {
    const auto setup = loadSetup(options);
    if (!setup) return failure(setup.error());
    auto reader = Reader::open(setup->storePath);
    if (!reader) return failure(reader.error());
    ActionRequest request;
    try {
        request = requestOf(act, findRecord(**reader, act.source, act.id));
    } catch (const Failure& error) {
        return failure(error.error());
    }
    WaitingRoom room;
    Engine engine(engineOptions(setup->storePath, options), room.executor(), {});
    if (const auto opened = engine.opened(nullptr); !opened) return failure(opened.error());
    if (!secretsAreThere(onlyOf(*setup->config, act.source), setup->configPath, engine.secretDoors()))
        return cli::Exit::usage;
    engine.configure(*setup->config);
    std::optional<Result<ActionReport>> report;
    engine.polls().act(act.source, std::move(request),
                       [&](Result<ActionReport> result) { report.emplace(std::move(result)); });
    room.waitUntil([&] { return report.has_value(); });
    return report ? finish(*report, act)
                  : failure(Error{Fault::canceled, "Interrupted; the action may have been sent.", 0, {}});
}

} // namespace shipglass
