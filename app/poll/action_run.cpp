// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/action_run.h"

#include "poll/people.h"

#include <algorithm>

namespace shipglass {

namespace {

std::string missingLine(const PolledSource& source, std::string_view verb) {
    const std::string word(verb);
    std::string others;
    for (const auto& allowed : source.actions.verbs) others += allowed + ", ";
    return "source " + source.plan.name + " may not " + word +
           ": its configuration needs the line `actions: [" + others + word + "]`";
}

/// It has been done; what came of it is for the next poll to say.
std::string notSeenYet(std::string message, const Error& error) {
    if (message.empty()) message = "asked";
    return message + "; not seen yet: " + error.message;
}

std::string withArticle(std::string_view noun) {
    const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

Task<ActionReport> preview(PollPlace place, PolledSource source, const Action* action, ActionCall call) {
    PollHost host(*place.store, *place.clock, withoutPoll(source, place.clock->now()));
    auto open = co_await openSession(place, source.plan.name, Purpose::preview, &host);
    // Nothing but reads was answered, so how it ends after the first write says nothing.
    auto work = withCleanErrors(open.clean, action->run(open.session, std::move(call)));
    auto ended = co_await std::move(work).attempt();
    ActionReport report;
    report.printed = open.printed();
    if (report.printed.empty() && !ended) throw Failure(ended.error());
    co_return report;
}

Task<std::string> send(PollPlace place, PolledSource source, const Action* action, ActionCall call) {
    PollHost host(*place.store, *place.clock, withoutPoll(source, place.clock->now()));
    auto open = co_await openSession(place, source.plan.name, Purpose::action, &host);
    auto work = withBudgetKept(place, open, action->run(open.session, std::move(call)));
    auto outcome = co_await std::move(work);
    co_return outcome.message;
}

/// Polls the source for systems that have no question for one record. Takes its own lease, so as to go after
/// a poll of this process that is under way.
Task<Record> pollForRecord(PollPlace place, PolledSource source, Kind kind, std::string id) {
    PollPlace own = place;
    own.holder += "/action";
    PollOrder order;
    order.source = source;
    order.asked = order.waitForHolder = true;
    order.settle = [source, clock = place.clock](const PollReport& report, const SourceState& stored) {
        return stateAfter(source, report, stored, clock->now());
    };
    auto polling = pollSource(std::move(own), std::move(order));
    auto end = co_await std::move(polling);
    if (end.report.error) throw Failure(*end.report.error);
    const Time now = place.clock->now();
    const auto find = [kind, name = source.plan.name, id, now](Reader& reader) {
        return reader.find(kind, name, id, now);
    };
    auto finding = readFrom<Row>(place.store, find);
    auto row = co_await std::move(finding);
    co_return row.record;
}

Task<Record> readAgain(PollPlace place, PolledSource source, Record before) {
    if (source.connector->detail) {
        auto detail = co_await readDetail(place, source, std::move(before));
        co_return detail;
    }
    const Kind kind = kindOf(before);
    auto record = co_await pollForRecord(place, source, kind, common(before).id);
    co_return record;
}

} // namespace

Result<const Action*> findAction(const PolledSource& source, std::string_view verb, Facet facet) {
    const auto& actions = source.connector->actions;
    const auto fits = [&](const Action& action) { return action.verb == verb && action.facet == facet; };
    const auto found = std::find_if(actions.begin(), actions.end(), fits);
    if (found == actions.end()) {
        const std::string system(source.connector->name);
        return Error{Fault::unsupported,
                     system + " has no " + std::string(verb) + " for " + withArticle(word(facet)),
                     0,
                     {}};
    }
    return &*found;
}

Task<ActionReport> runAction(PollPlace place, PolledSource source, ActionRequest request) {
    const auto action = findAction(source, request.verb, kindOf(request.call.record));
    if (!action) throw Failure(action.error());
    if (request.dryRun) {
        auto previewed = co_await preview(place, source, *action, std::move(request.call));
        co_return previewed;
    }
    if (!source.actions.allows(request.verb)) throw Failure(Fault::config, missingLine(source, request.verb));
    ActionReport report;
    const Record before = request.call.record;
    report.message = co_await send(place, source, *action, std::move(request.call));
    auto after = co_await readAgain(place, source, before).attempt();
    if (after)
        report.record = std::move(*after);
    else
        report.message = notSeenYet(std::move(report.message), after.error());
    co_return report;
}

} // namespace shipglass
