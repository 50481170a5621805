// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reading.h"
#include "insight/dora/study.h"
#include "program/dora_question.h"
#include "program/dora_table.h"
#include "program/dora_terms.h"
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
dora::Facts factsOf(const Setup& setup, const delivery::Terms& terms, std::optional<Time> asOf, Time now) {
    auto reader = Reader::open(setup.storePath);
    if (!reader && reader.error().fault == Fault::notFound) return {};
    const auto history = std::move(reader).orThrow();
    return delivery::readFacts(*history, terms.rules, now, asOf).orThrow();
}

/// Corrections that name nothing are said, and the rest hold.
dora::Overlay overlayOf(const delivery::Terms& terms, const dora::Facts& facts) {
    if (!terms.corrections) return {};
    auto found = delivery::lookUp(terms.corrections().orThrow(), facts);
    for (const auto& warning : found.warnings) std::fprintf(stderr, "%s\n", warning.c_str());
    return std::move(found.overlay);
}

DoraAsked askedOf(const cli::Dora& asked, const delivery::Terms& terms, dora::Window window) {
    DoraAsked said{terms.timeZone,    asked.dialect.empty() ? "dora.dev" : asked.dialect,
                   asked.service,     asked.team,
                   asked.environment, window,
                   terms.reportYear};
    said.explain = asked.explain;
    said.series = !asked.by.empty();
    return said;
}

void writeAnswers(const Setup& setup, const cli::Dora& asked, Time now) {
    const auto dialects = doraDialects(asked.dialect);
    const auto terms = doraTerms(*setup.config, setup.configPath, asked.timeZone).orThrow();
    const auto& zone = asked.timeZone.empty() ? setup.config->dora.timeZone : asked.timeZone;
    const auto midnight = midnightIn(zone);
    std::optional<Time> asOf;
    if (!asked.asOf.empty()) asOf = cli::readTime(asked.asOf, now, midnight).orThrow();
    const auto window = doraWindow(asked, terms, midnight, asOf.value_or(now));
    const auto facts = factsOf(setup, terms, asOf, now);
    auto question = delivery::questionOn(terms, {asked.service, asked.team, asked.environment}, facts);
    question.window = window;
    question.by = byOf(asked.by);
    question.overlay = overlayOf(terms, facts);
    std::vector<dora::Question> questions(dialects.size(), question);
    for (std::size_t index = 0; index < dialects.size(); ++index) questions[index].dialect = dialects[index];
    const auto said = askedOf(asked, terms, window);
    if (asked.format == cli::Format::json)
        std::fputs(doraJson(said, facts, questions).c_str(), stdout);
    else
        writeDoraTable(stdout, said, facts, questions);
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
