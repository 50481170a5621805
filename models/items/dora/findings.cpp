// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/findings.h"

namespace shipglass {

namespace {

void describe(const DoraCase& asked, DoraFindings& made) {
    made.wish = asked.wish;
    made.calendar = asked.terms.calendar;
    made.services = delivery::knownServices(asked.terms, asked.facts());
    made.teams = delivery::knownTeams(asked.terms);
    made.environments = delivery::knownEnvironments(asked.facts());
    made.deployments = asked.facts().deployments.size();
    made.unread = asked.held->unread;
    made.readAt = asked.held->readAt;
}

/// The reports count a day: what a dialect counts otherwise cannot be held against them.
dora::Figure comparable(const dora::KeyAnswer& answer) {
    dora::Figure figure = answer.figure;
    if (answer.unit != "1/d" && answer.unit != "ratio" && answer.unit != "s") figure.value.reset();
    return figure;
}

void compare(const DoraStudy& from, DoraFindings& made) {
    if (from.asked().wish.against == DoraAgainst::nothing) return;
    const auto other = otherQuestion(from);
    made.otherWindow = other.window;
    made.other = dora::answer(dora::Study(from.facts(), other));
}

void answer(std::shared_ptr<const DoraStudy> from, DoraFindings& made) {
    made.warnings = from->warnings();
    made.asked = askedOf(*from);
    const dora::Study& study = from->study();
    made.answer = dora::answer(study);
    made.stages = dora::leadStages(study, study.question.window);
    for (std::size_t key = 0; key < dora::kKeys; ++key)
        made.performers[key] = dora::compared(static_cast<dora::Key>(key), comparable(made.answer[key]),
                                              study.question.reportYear);
    compare(*from, made);
    made.made = std::move(from);
}

bool overlap(const std::optional<dora::Interval>& one, const std::optional<dora::Interval>& other) {
    return !one || !other || (one->low <= other->high && other->low <= one->high);
}

} // namespace

DoraFindings findingsOf(const DoraCase& asked) {
    DoraFindings made;
    describe(asked, made);
    try {
        answer(std::make_shared<const DoraStudy>(asked), made);
    } catch (const Failure& failure) {
        made.problem = failure.error().message;
    }
    return made;
}

DoraDifference difference(dora::Key key, const dora::Figure& figure, const dora::Figure& other) {
    DoraDifference made;
    // A time before the history began has a frequency of 0, which is no news.
    if (!figure.value || !other.value || other.n == 0) return made;
    const bool frequency = key == dora::Key::deploymentFrequency;
    made.by = *figure.value - *other.value;
    made.rises = made.by > 0;
    made.unclear = !frequency && overlap(figure.interval, other.interval);
    if (made.by == 0)
        made.change = DoraChange::same;
    else
        made.change = made.rises == frequency ? DoraChange::better : DoraChange::worse;
    return made;
}

} // namespace shipglass
