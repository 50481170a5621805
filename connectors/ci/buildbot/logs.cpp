// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include <algorithm>

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

/// A step's first log, and how long it was when asked.
struct StepLog {
    std::string id, type;
    std::int64_t lines = 0;
};

Task<StepLog> firstLog(Session session, std::string step) {
    Request request("/api/v2/steps/" + percentEncode(step) + "/logs");
    request.forPerson();
    auto answer = co_await session.json(request);
    requireList(answer["logs"], "logs");
    const Node first = answer["logs"].at(0);
    StepLog log;
    log.id = first["logid"].text();
    log.type = first["type"].text();
    // A log of type `d` was deleted by the master and keeps only its number of lines.
    if (log.type != "d") log.lines = first["num_lines"].integer().value_or(0);
    co_return log;
}

/// Up to a thousand lines from `from` on. A log grows between two calls, so what came is counted.
Task<LogPage> readLines(Session session, StepLog log, std::int64_t from) {
    Request request("/api/v2/logs/" + percentEncode(log.id) + "/contents");
    request.query("offset", std::to_string(from)).query("limit", std::to_string(linesAtOnce)).forPerson();
    auto answer = co_await session.json(request);
    const auto content = requireList(answer["logchunks"], "logchunks");
    LogPage page;
    if (content.empty()) co_return page;
    const auto text = content.front()["content"].text();
    page.text = withoutStreams(text, log.type == "s");
    page.nextOffset = std::count(text.begin(), text.end(), '\n');
    co_return page;
}

/// Whether the step, or the whole build, has ended and its logs will not grow.
Task<bool> hasEnded(Session session, LogRef ref) {
    const bool whole = ref.stageId.empty();
    Request request(whole ? "/api/v2/builds/" + percentEncode(ref.run.id)
                          : "/api/v2/steps/" + percentEncode(ref.stageId));
    request.forPerson();
    auto answer = co_await session.json(request);
    co_return answer[whole ? "builds" : "steps"].at(0)["complete"].boolean().value_or(false);
}

/// The steps whose logs make up what was asked for, in their order.
Task<std::vector<std::string>> stepsOf(Session session, LogRef ref) {
    std::vector<std::string> ids;
    if (!ref.stageId.empty()) {
        ids.push_back(ref.stageId);
        co_return ids;
    }
    auto steps = co_await readSteps(session, ref.run.id);
    for (const Stage& step : steps)
        if (step.startedAt) ids.push_back(step.id);
    co_return ids;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    // Asked first: what ends while we read has its last lines in the next page.
    const bool ended = co_await hasEnded(session, ref);
    auto steps = co_await stepsOf(session, ref);
    LogPage page;
    std::int64_t total = 0;
    for (const std::string& step : steps) {
        auto log = co_await firstLog(session, step);
        const std::int64_t before = total;
        total += log.lines;
        if (page.text.empty() && ref.offset < total)
            page = co_await readLines(session, log, ref.offset - before);
    }
    page.nextOffset += ref.offset;
    page.ended = ended && page.nextOffset >= total;
    co_return page;
}

} // namespace shipglass::buildbot
