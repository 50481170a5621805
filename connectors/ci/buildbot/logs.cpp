// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

namespace shipglass::buildbot {

namespace {

constexpr std::int64_t linesAtOnce = 1000;

/// Lines of a log of type `s` begin with a letter for their stream: o, e or h.
std::string withoutStreams(const std::string& content, bool marked) {
    if (!marked) return content;
    std::string text;
    text.reserve(content.size());
    bool atStart = true;
    for (const char letter : content) {
        if (!atStart) text += letter;
        atStart = letter == '\n';
    }
    return text;
}

/// The step a person most likely wants to read: the last one that has begun.
Task<std::string> chooseStep(Session session, std::string build) {
    auto steps = co_await readSteps(session, build);
    std::string chosen;
    for (const Stage& step : steps)
        if (step.startedAt) chosen = step.id;
    if (chosen.empty()) throw Failure(Fault::notFound, "This build has not begun a step yet.");
    co_return chosen;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    std::string step = ref.stageId;
    if (step.empty()) step = co_await chooseStep(session, ref.run.id);
    Request list("/api/v2/steps/" + percentEncode(step) + "/logs");
    list.forPerson();
    auto logs = co_await session.json(list);
    const Node log = logs["logs"].at(0);
    LogPage page;
    page.nextOffset = ref.offset;
    if (!log.exists()) co_return page;

    Request request("/api/v2/logs/" + percentEncode(log["logid"].text()) + "/contents");
    request.query("offset", std::to_string(ref.offset))
        .query("limit", std::to_string(linesAtOnce))
        .forPerson();
    auto contents = co_await session.json(request);
    const Node chunk = contents["logchunks"].at(0);
    page.text = withoutStreams(chunk["content"].text(), log["type"].text() == "s");
    page.nextOffset = std::min(ref.offset + linesAtOnce, log["num_lines"].integer().value_or(ref.offset));
    page.ended = log["complete"].boolean().value_or(false) &&
                 page.nextOffset >= log["num_lines"].integer().value_or(0);
    co_return page;
}

} // namespace shipglass::buildbot
