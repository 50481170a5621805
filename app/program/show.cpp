// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"
#include "delivery/deployments.h"
#include "program/configured_names.h"
#include "program/local_zone.h"
#include "program/now.h"
#include "program/setup.h"
#include "program/source_query.h"
#include "program/sources_output.h"
#include "program/verbs.h"
#include "query/match.h"
#include "store/reader.h"

#include <algorithm>

namespace shipglass {

namespace {

Kind kindOfPlural(const std::string& plural) {
    return *fromWord<Kind>(std::string_view(plural).substr(0, plural.size() - 1));
}

Result<std::optional<Time>> timeOption(const std::string& text, Time now, const Config& config) {
    if (text.empty()) return std::optional<Time>();
    const auto time = cli::readTime(text, now, midnightIn(config.dora.timeZone));
    if (!time) return time.error();
    return std::optional(*time);
}

/// The times and the query of the command line, as the reader takes them.
Selection selectionOf(const cli::Show& show, const Config& config, Time now) {
    Selection selection;
    selection.kind = kindOfPlural(show.what);
    selection.now = now;
    selection.limit = show.limit;
    selection.withDetails = cli::needsDetails(selection.kind, show.format);
    selection.since = timeOption(show.since, now, config).orThrow();
    selection.until = timeOption(show.until, now, config).orThrow();
    selection.asOf = timeOption(show.asOf, now, config).orThrow();
    selection.where = query::parse(show.where).orThrow();
    query::check(selection.where, selection.kind).orThrow();
    return selection;
}

std::unique_ptr<Reader> openHistory(const Setup& setup) {
    auto reader = Reader::open(setup.storePath).orThrow();
    reader->setServices(setup.config->services);
    return reader;
}

void showRecords(const Setup& setup, const cli::Show& show, Time now) {
    // What was typed wrong is said even where there is no history yet.
    const Selection selection = selectionOf(show, *setup.config, now);
    const auto history = openHistory(setup);
    auto rows = (selection.kind == Kind::deployment ? delivery::readDeployments(*history, selection)
                                                    : history->read(selection))
                    .orThrow();
    std::vector<Record> records;
    records.reserve(rows.size());
    for (Row& row : rows) {
        if (!row.service.empty()) common(row.record).service = row.service;
        records.push_back(std::move(row.record));
    }
    cli::writeRecords(stdout, records, selection.kind, show.format, selection.asOf.value_or(selection.now));
}

/// None before the first poll has made a history.
std::vector<SourceState> storedStates(const Setup& setup, Time now, std::optional<Time> asOf) {
    auto reader = Reader::open(setup.storePath);
    if (!reader && reader.error().fault == Fault::notFound) return {};
    const auto history = std::move(reader).orThrow();
    return history->sources(now, asOf).orThrow();
}

void refuseWindow(const cli::Show& show) {
    if (!show.since.empty() || !show.until.empty())
        throw Failure(Fault::config, std::string(show.since.empty() ? "--until" : "--since") +
                                         " does not go with sources; --as-of shows them at a moment.");
}

void showSources(const Setup& setup, const cli::Show& show, Time now) {
    refuseWindow(show);
    const auto where = parseSourceQuery(show.where).orThrow();
    const auto asOf = timeOption(show.asOf, now, *setup.config).orThrow();
    auto states = storedStates(setup, now, asOf);
    addConfigured(states, configuredNames(*setup.config));
    std::erase_if(states, [&](const SourceState& state) { return !matches(where, state); });
    if (show.limit != 0 && states.size() > show.limit) states.resize(show.limit);
    writeSources(stdout, states, show.format, asOf.value_or(now));
}

} // namespace

cli::Exit runShow(const cli::Common& common, const cli::Show& show) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const Time now = wallTime();
    try {
        if (show.what == "sources")
            showSources(*setup, show, now);
        else
            showRecords(*setup, show, now);
    } catch (const Failure& mistake) {
        return failure(mistake.error());
    }
    return cli::Exit::done;
}

} // namespace shipglass
