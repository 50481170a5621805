// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/question_maker.h"

#include "insight/dora/dialect.h"

namespace shipglass {

namespace {

/// Corrections that cannot be read, or name nothing, are said, and the rest holds.
void correct(const DoraCase& asked, MadeQuestion& made) {
    if (!asked.terms.corrections) return;
    const auto written = asked.terms.corrections();
    if (!written) return made.warnings.push_back(written.error().message);
    auto found = delivery::lookUp(*written, asked.facts());
    made.question.overlay = std::move(found.overlay);
    made.warnings = std::move(found.warnings);
}

} // namespace

MadeQuestion makeQuestion(const DoraCase& asked) {
    MadeQuestion made{delivery::questionOn(asked.terms, asked.wish.whose, asked.facts()), {}};
    auto& question = made.question;
    question.window = windowOf(asked.wish, asked.terms.calendar, asked.now);
    if (question.window.since >= question.window.until)
        throw Failure(Fault::config, "The last day lies before the first.");
    question.by = asked.wish.by;
    question.dialect = dora::findDialect(asked.wish.dialect);
    correct(asked, made);
    return made;
}

dora::Question otherQuestion(const DoraCase& asked, const dora::Question& question) {
    dora::Question other = question;
    if (asked.wish.against == DoraAgainst::before)
        other.window = windowBefore(question.window, question.calendar);
    else
        other.scope = delivery::scopeOf(asked.wish.other, asked.terms, asked.facts());
    return other;
}

DoraAsked askedOf(const DoraCase& asked, const dora::Question& question) {
    const auto& whose = asked.wish.whose;
    return {asked.terms.timeZone, asked.wish.dialect, whose.service,      whose.team,
            whose.environment,    question.window,    question.reportYear};
}

} // namespace shipglass
