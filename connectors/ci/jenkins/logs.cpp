// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/jenkins/jenkins.h"

#include <algorithm>

namespace shipglass::jenkins {

namespace {

/// Jenkins ends the lines of a text with CR LF, whatever ended them in the log.
std::string withPlainLineEnds(const std::string& body) {
    std::string text;
    text.reserve(body.size());
    for (std::size_t at = 0; at < body.size(); ++at)
        if (body[at] != '\r' || at + 1 == body.size() || body[at + 1] != '\n') text += body[at];
    return text;
}

/// A log from byte `start` on, with where to go on from and whether it grows still.
Task<LogPage> readProgressive(Session session, std::string path, std::int64_t start) {
    Request request(path + "/logText/progressiveText");
    request.query("start", std::to_string(start)).forPerson();
    auto answer = co_await session.answer(request);
    const auto size = std::string(answer.header("x-text-size"));
    if (size.empty()) throw Failure(Fault::unauthorized, "a web page answered in place of the log");
    LogPage page;
    page.text = withPlainLineEnds(answer.body);
    page.nextOffset = std::strtoll(size.c_str(), nullptr, 10);
    page.ended = answer.header("x-more-data") != "true";
    co_return page;
}

bool isRunning(Node node) {
    const auto status = node["status"].text();
    return status == "IN_PROGRESS" || status == "PAUSED_PENDING_INPUT";
}

/// A stage has no log of its own, its steps have: they are put together up to the first that still runs, so
/// that the text only ever grows at its end. The offset is that of the whole text.
Task<LogPage> readStage(Session session, LogRef ref) {
    const auto nodes = buildPath(ref.run) + "/execution/node/";
    Request request(nodes + percentEncode(ref.stageId) + "/wfapi/describe");
    request.forPerson();
    auto stage = co_await session.json(request);
    std::string text;
    bool ended = !isRunning(stage.root());
    for (const Node& step : stage["stageFlowNodes"].items()) {
        if (!step["_links"]["log"].exists()) continue;
        auto page = co_await readProgressive(session, nodes + percentEncode(step["id"].text()) + "/log", 0);
        text += page.text;
        ended = ended && page.ended;
        if (!page.ended) break;
    }
    LogPage page;
    page.text = text.substr(std::min(static_cast<std::size_t>(ref.offset), text.size()));
    page.nextOffset = static_cast<std::int64_t>(text.size());
    page.ended = ended;
    co_return page;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    return ref.stageId.empty() ? readProgressive(session, buildPath(ref.run), ref.offset)
                               : readStage(session, ref);
}

} // namespace shipglass::jenkins
