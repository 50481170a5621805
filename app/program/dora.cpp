// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reading.h"
#include "insight/dora/study.h"
#include "program/dora_overlay.h"
#include "program/dora_question.h"
#include "program/dora_report.h"
#include "program/local_zone.h"
#include "program/now.h"
#include "program/setup.h"
#include "program/verbs.h"

namespace shipglass {

namespace {

std::optional<dora::By> byOf(const std::string& word) {
    if (word == "day") return dora::By::day;
    return word == "month" ? dora::By::month : dora::By::week;
}

/// No facts before the first poll has made a history.
dora::Facts factsOf(const Setup& setup, const std::string& asOf, Time now) {
    const Config& config = *setup.config;
    const delivery::Rules rules{
        config.services, {config.dora.hotfixBranches, config.dora.hotfixLabels, config.dora.hotfixTitles}};
    std::optional<Time> at;
    if (!asOf.empty()) at = cli::readTime(asOf, now, midnightIn(config.dora.timeZone)).orThrow();
    auto reader = Reader::open(setup.storePath);
    if (!reader && reader.error().fault == Fault::notFound) return {};
    const auto history = std::move(reader).orThrow();
    return delivery::readFacts(*history, rules, now, at).orThrow();
}

/// Corrections that name nothing are said, and the rest hold.
dora::Overlay overlayOf(const Setup& setup, const dora::Facts& facts) {
    const auto written = readOverlay(setup.config->dora.overlay, setup.configPath).orThrow();
    auto found = delivery::lookUp(written, facts);
    for (const auto& warning : found.warnings) std::fprintf(stderr, "%s\n", warning.c_str());
    return std::move(found.overlay);
}

DoraAsked askedOf(const cli::Dora& asked, const DoraPeriod& period, const Config& config) {
    DoraAsked said{period.timeZone,       asked.dialect.empty() ? "dora.dev" : asked.dialect,
                   asked.service,         asked.team,
                   asked.environment,     period.window,
                   config.dora.reportYear};
    said.explain = asked.explain;
    said.series = !asked.by.empty();
    return said;
}

void writeAnswers(const Setup& setup, const cli::Dora& asked, Time now) {
    const Config& config = *setup.config;
    const auto dialects = doraDialects(asked.dialect);
    const auto period = doraPeriod(asked, config.dora, now);
    const auto facts = factsOf(setup, asked.asOf, now);
    dora::Question question;
    question.scope = doraScope(asked, config, facts);
    question.window = period.window;
    question.by = byOf(asked.by);
    question.calendar = period.calendar;
    question.incidentWindow = config.dora.incidentWindow.count();
    question.reportYear = config.dora.reportYear;
    question.overlay = overlayOf(setup, facts);
    std::vector<dora::Question> questions(dialects.size(), question);
    for (std::size_t index = 0; index < dialects.size(); ++index) questions[index].dialect = dialects[index];
    const auto write = asked.format == cli::Format::json ? writeDoraJson : writeDoraTable;
    write(stdout, askedOf(asked, period, config), facts, questions);
}

} // namespace

cli::Exit runDora(const cli::Common& common, const cli::Dora& asked) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    try {
        writeAnswers(*setup, asked, wallTime());
    } catch (const Failure& mistake) {
        return failure(mistake.error());
    }
    return cli::Exit::done;
}

} // namespace shipglass
