// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include "net/all.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace shipglass::buildbot {

namespace {

constexpr std::size_t pageSize = 100;
constexpr std::array properties{"branch", "got_revision", "revision", "owner", "project", "repository"};

std::int64_t idOf(const std::string& text) { return std::strtoll(text.c_str(), nullptr, 10); }

/// Builds up to `newest` were read; those in `open` were still running then.
class Progress {
public:
    /// Reads `newest,open,open`; an empty text is the beginning.
    explicit Progress(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find(','), text.size());
            m_open.push_back(idOf(std::string(text.substr(0, end))));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (m_open.empty()) return;
        m_newest = m_open.front();
        m_open.erase(m_open.begin());
    }
    std::string text() const {
        std::string text = std::to_string(m_newest);
        for (const std::int64_t id : m_open) text.append(",").append(std::to_string(id));
        return text;
    }
    void saw(const Run& run) {
        const auto id = idOf(run.id);
        m_newest = std::max(m_newest, id);
        std::erase(m_open, id);
        if (!isFinal(run.status)) m_open.push_back(id);
    }
    std::int64_t newest() const { return m_newest; }
    const std::vector<std::int64_t>& open() const { return m_open; }

private:
    std::int64_t m_newest = 0;
    std::vector<std::int64_t> m_open;
};

Request buildsRequest() {
    Request request("/api/v2/builds");
    for (const char* name : properties) request.query("property", name);
    request.query("order", "buildid").query("limit", std::to_string(pageSize));
    return request;
}

/// Moving, failed or of the last day: what people look at next.
bool wantsSteps(const Run& run, Time now) {
    const bool fresh = run.finishedAt && now - *run.finishedAt < std::chrono::hours{24};
    return !isFinal(run.status) || run.status == RunStatus::failure || fresh;
}

Task<std::vector<Run>> withSteps(Session session, std::vector<Run> runs) {
    std::vector<Task<std::vector<Stage>>> reading;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < runs.size(); ++place) {
        if (!wantsSteps(runs[place], session.now())) continue;
        reading.push_back(readSteps(session, runs[place].id));
        places.push_back(place);
    }
    auto steps = co_await all(std::move(reading), session.atOnce());
    for (std::size_t index = 0; index < steps.size(); ++index)
        if (steps[index]) runs[places[index]].stages = std::move(*steps[index]);
    co_return runs;
}

/// One page of builds. `size` counts those of other builders too: a full page means that more follow.
struct Page {
    std::vector<Run> runs;
    std::size_t size = 0;
    std::int64_t last = 0;
};

Task<Page> readPage(Session session, Request request, Builders builders) {
    auto answer = co_await session.json(request);
    Page page;
    for (const Node& build : answer["builds"].items()) {
        ++page.size;
        page.last = std::max(page.last, build["buildid"].integer().value_or(0));
        if (builders.contains(build["builderid"].integer().value_or(0)) && build["buildid"].integer())
            page.runs.push_back(mapBuild(build, builders, session.baseUrl()));
    }
    page.runs = co_await withSteps(session, std::move(page.runs));
    co_return page;
}

Batch batchOf(std::vector<Run> runs, Progress& progress) {
    Batch batch(Facet::run, "*");
    for (Run& run : runs) {
        progress.saw(run);
        batch.add(std::move(run));
    }
    batch.setCursor(progress.text());
    return batch;
}

/// Reads again what was still running when last seen.
Task<Progress> pollOpen(Session session, Builders builders, Progress progress) {
    if (progress.open().empty()) co_return progress;
    auto request = buildsRequest();
    for (const std::int64_t id : progress.open()) request.query("buildid__eq", std::to_string(id));
    request.setQuery("limit", std::to_string(progress.open().size()));
    auto page = co_await readPage(session, request, builders);
    co_await session.hand(batchOf(std::move(page.runs), progress));
    co_return progress;
}

/// Reads what has come since, page by page; each page is safe before the next is asked for.
Task<Done> pollNew(Session session, Builders builders, Progress progress) {
    std::int64_t after = progress.newest();
    for (bool more = true; more;) {
        auto request = buildsRequest();
        request.query("buildid__gt", std::to_string(after));
        const auto since =
            std::chrono::duration_cast<std::chrono::seconds>(session.since().time_since_epoch());
        if (progress.newest() == 0) request.query("started_at__ge", std::to_string(since.count()));
        auto page = co_await readPage(session, request, builders);
        more = page.size >= pageSize && page.last > after;
        after = std::max(after, page.last);
        auto batch = batchOf(std::move(page.runs), progress);
        batch.setLast(!more);
        co_await session.hand(std::move(batch));
    }
    co_return Done();
}

} // namespace

Task<std::vector<Stage>> readSteps(Session session, std::string build) {
    Request request("/api/v2/builds/" + percentEncode(build) + "/steps");
    auto answer = co_await session.json(request);
    std::vector<Stage> stages;
    for (const Node& step : answer["steps"].items())
        if (!step["hidden"].boolean().value_or(false)) stages.push_back(mapStep(step));
    co_return stages;
}

Task<Done> pollBuilds(Session session) {
    auto builders = co_await watchedBuilders(session);
    Progress stored(session.cursor(Facet::run, "*"));
    auto progress = co_await pollOpen(session, builders, stored);
    auto done = co_await pollNew(session, builders, progress);
    co_return done;
}

Task<Detail> readBuild(Session session, Ref ref) {
    Request request("/api/v2/builds/" + percentEncode(common(ref.record).id));
    for (const char* name : properties) request.query("property", name);
    request.forPerson();
    auto builders = co_await watchedBuilders(session);
    auto answer = co_await session.json(request);
    Run run = mapBuild(answer["builds"].at(0), builders, session.baseUrl());
    run.stages = co_await readSteps(session, run.id);
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::buildbot
