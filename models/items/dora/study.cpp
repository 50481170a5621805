// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/study.h"

#include "insight/dora/dialect.h"

namespace shipglass {

namespace {

/// Corrections that cannot be read, or name nothing, are said, and the rest holds.
dora::Overlay overlayOf(const DoraCase& asked, std::vector<std::string>& warnings) {
    if (!asked.terms.corrections) return {};
    const auto written = asked.terms.corrections();
    if (!written) {
        warnings.push_back(written.error().message);
        return {};
    }
    auto found = delivery::lookUp(*written, asked.facts());
    warnings = std::move(found.warnings);
    return std::move(found.overlay);
}

dora::Question questionOf(const DoraCase& asked, std::vector<std::string>& warnings) {
    auto question = delivery::questionOn(asked.terms, asked.wish.whose, asked.facts());
    question.window = windowOf(asked.wish, asked.terms.calendar, asked.now);
    if (question.window.since >= question.window.until)
        throw Failure(Fault::config, "The last day lies before the first.");
    question.by = asked.wish.by;
    question.dialect = dora::findDialect(asked.wish.dialect);
    question.overlay = overlayOf(asked, warnings);
    return question;
}

} // namespace

DoraStudy::DoraStudy(DoraCase asked)
    : m_asked(std::move(asked)), m_study(m_asked.facts(), questionOf(m_asked, m_warnings)) {}

dora::Question otherQuestion(const DoraStudy& made) {
    const DoraCase& asked = made.asked();
    dora::Question other = made.question();
    if (asked.wish.against == DoraAgainst::before)
        other.window = windowBefore(other.window, other.calendar);
    else
        other.scope = delivery::scopeOf(asked.wish.other, asked.terms, asked.facts());
    return other;
}

DoraAsked askedOf(const DoraStudy& made) {
    const DoraCase& asked = made.asked();
    const auto& whose = asked.wish.whose;
    return {asked.terms.timeZone,   asked.wish.dialect,        whose.service, whose.team, whose.environment,
            made.question().window, made.question().reportYear};
}

} // namespace shipglass
