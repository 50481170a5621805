// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/buildbot/buildbot.h"

#include "net/all.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace shipglass::buildbot {

namespace {

constexpr std::size_t pageSize = 100;

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
    /// What was open is read now: it stays so only if it is seen so again. A deleted build is not.
    std::vector<std::int64_t> takeOpen() { return std::exchange(m_open, {}); }
    std::int64_t newest() const { return m_newest; }

private:
    std::int64_t m_newest = 0;
    std::vector<std::int64_t> m_open;
};

Request buildsRequest(const Builders& builders) {
    Request request("/api/v2/builds");
    askProperties(request).query("order", "buildid").query("limit", std::to_string(pageSize));
    if (builders.narrows())
        for (const Node& builder : builders.rows())
            request.query("builderid__eq", builder["builderid"].text());
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
    for (std::size_t index = 0; index < steps.size(); ++index) {
        // A build can be deleted between both calls.
        if (!steps[index] && steps[index].error().fault != Fault::notFound)
            throw Failure(steps[index].error());
        if (steps[index]) runs[places[index]].stages = std::move(*steps[index]);
    }
    co_return runs;
}

/// Some builds by their number, upwards. `size` counts the one that is known already, too.
struct Page {
    std::vector<Run> runs;
    std::size_t size = 0;
    std::int64_t last = 0;
};

Task<Page> readPage(Session session, Request request, std::int64_t known) {
    auto answer = co_await session.json(request);
    const auto builds = requireList(answer["builds"], "builds");
    Origins origins;
    if (builds.size() > (known == 0 ? 0U : 1U)) origins = co_await readOrigins(session, answer);
    Page page;
    for (const Node& build : builds) {
        const auto id = build["buildid"].integer();
        ++page.size;
        page.last = std::max(page.last, id.value_or(0));
        if (id && *id != known) page.runs.push_back(mapBuild(build, origins, session.baseUrl()));
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
    const auto open = progress.takeOpen();
    if (open.empty()) co_return progress;
    auto request = buildsRequest(builders);
    for (const std::int64_t id : open) request.query("buildid__eq", std::to_string(id));
    request.setQuery("limit", std::to_string(open.size()));
    auto page = co_await readPage(session, request, 0);
    co_await session.hand(batchOf(std::move(page.runs), progress));
    co_return progress;
}

Request newerThan(const Session& session, const Builders& builders, std::int64_t known) {
    auto request = buildsRequest(builders);
    request.query("buildid__ge", std::to_string(known));
    const auto since = std::chrono::duration_cast<std::chrono::seconds>(session.since().time_since_epoch());
    if (known == 0) request.query("started_at__ge", std::to_string(since.count()));
    return request;
}

/// Reads what has come since, page by page; each page is safe before the next is asked for. The newest known
/// build is asked for with them: where it is gone, the numbers are those of another database.
Task<Done> pollNew(Session session, Builders builders, Progress progress) {
    std::int64_t known = progress.newest();
    for (bool more = true; more;) {
        auto page = co_await readPage(session, newerThan(session, builders, known), known);
        const bool anew = page.size == 0 && known != 0;
        more = anew || (page.size >= pageSize && page.last > known);
        known = anew ? 0 : std::max(known, page.last);
        if (anew) progress = Progress("");
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
    for (const Node& step : requireList(answer["steps"], "steps"))
        if (!step["hidden"].boolean().value_or(false)) stages.push_back(mapStep(step));
    co_return stages;
}

Task<Done> pollBuilds(Session session, Builders builders) {
    // The cursor would go past the builds of a builder that cannot be read.
    if (builders.narrows() && builders.rowCount().unreadable > 0)
        throw Failure(unreadableError(builders.rowCount(), "builders"));
    // Without a builder there is nothing to narrow the list to, and nothing to read.
    if (builders.narrows() && builders.rows().empty()) co_return Done();
    Progress stored(session.cursor(Facet::run, "*"));
    auto progress = co_await pollOpen(session, builders, stored);
    auto done = co_await pollNew(session, builders, progress);
    co_return done;
}

Task<Detail> readBuild(Session session, Ref ref) {
    Request request("/api/v2/builds/" + percentEncode(common(ref.record).id));
    askProperties(request).forPerson();
    auto answer = co_await session.json(request);
    const auto builds = requireList(answer["builds"], "builds");
    if (builds.empty()) throw Failure(Fault::notFound, "Buildbot knows no such build.");
    auto origins = co_await readOrigins(session, answer);
    Run run = mapBuild(builds.front(), origins, session.baseUrl());
    run.stages = co_await readSteps(session, run.id);
    Detail detail;
    detail.record = std::move(run);
    co_return detail;
}

} // namespace shipglass::buildbot
