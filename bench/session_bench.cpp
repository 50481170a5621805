// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer_page.h"
#include "bare_fetch.h"
#include "loopback_server.h"
#include "measure.h"
#include "parts.h"
#include "table.h"

#include "net/all.h"
#include "net/curl_transport.h"
#include "net/local_machine.h"
#include "net/loop_clock.h"
#include "net/session_core.h"
#include "support/fixed_secrets.h"
#include "support/memory_host.h"

#include <QEventLoop>

namespace shipglass::bench {

namespace {

constexpr double bar = 0.70;
constexpr std::size_t atOnce = 8;

const Connector& benchConnector() {
    static constexpr std::array<std::string_view, 1> keys{"token"};
    static const std::array<AuthKind, 1> auth{
        {{"token", keys, AuthPlacement::header, "Authorization", "Bearer "}}};
    static const Connector connector = [] {
        Connector made;
        made.id = made.name = "bench";
        made.auth = auth;
        made.limits.atOnce = atOnce;
        return made;
    }();
    return connector;
}

/// A session as a poll has one, on the real transport and this thread's loop.
class BenchSession {
public:
    explicit BenchSession(const std::string& url) {
        SourceConfig config;
        config.name = "ci";
        config.connector = &benchConnector();
        config.url = url;
        config.authKeys = {"token"};
        SessionWorld world;
        world.transport = &m_transport;
        world.local = &m_machine;
        world.clock = &m_clock;
        world.host = &m_host;
        world.cache = &m_cache;
        world.budgets = &m_budgets;
        world.secrets = m_secrets;
        m_core = std::make_shared<SessionCore>(config, world);
    }
    Session session() const { return Session(m_core); }

private:
    CurlTransport m_transport;
    LocalMachine m_machine;
    LoopClock m_clock;
    MemoryHost m_host;
    MemoryCache m_cache;
    Budgets m_budgets{m_clock};
    std::shared_ptr<Secrets> m_secrets = std::make_shared<FixedSecrets>(
        std::map<std::string, std::string, std::less<>>{{"auth.token", "bench-token"}});
    std::shared_ptr<SessionCore> m_core;
};

Task<std::size_t> fetchPage(Session session) {
    Request request("/runs");
    request.query("per_page", "100");
    auto fetching = session.json(request);
    const auto page = co_await std::move(fetching);
    co_return mapped(page).size();
}

Task<std::size_t> fetchPages(Session session, std::size_t count) {
    std::vector<Task<std::size_t>> tasks;
    for (std::size_t made = 0; made < count; ++made) tasks.push_back(fetchPage(session));
    auto fetching = all(std::move(tasks), session.atOnce());
    auto pages = co_await std::move(fetching);
    std::size_t read = 0;
    for (auto& page : pages) read += std::move(page).orThrow();
    co_return read;
}

/// Runs a task on this thread's loop.
template <class T> T finished(Task<T> task) {
    std::optional<Result<T>> result;
    QEventLoop loop;
    task.start([&](Result<T> value) {
        result.emplace(std::move(value));
        loop.quit();
    });
    if (!result) loop.exec();
    return std::move(*result).orThrow();
}

/// Wall time and this thread's own, in milliseconds.
struct Spent {
    double wall = 0, own = 0;
};

template <class Work> Spent spent(std::size_t expected, Work&& work) {
    const double before = ownTime();
    std::size_t read = 0;
    const double wall = timed([&] { read = work(); });
    if (read != expected) throw std::runtime_error("not every run was read");
    return {wall, ownTime() - before};
}

Figure figureOf(const std::string& what, std::size_t count, const std::vector<double>& ours,
                const std::vector<double>& bare, bool judged) {
    std::vector<double> ratios;
    for (std::size_t at = 0; at < ours.size(); ++at) ratios.push_back(bare[at] / ours[at]);
    const double ratio = median(ratios);
    const auto rate = [count](double millis) {
        return decimal(static_cast<double>(count) * 1000 / millis, 0) + "/s";
    };
    return {what,
            rate(median(ours)),
            rate(median(bare)),
            percent(ratio),
            judged ? ">= " + percent(bar) : "",
            judged ? std::optional(ratio >= bar) : std::nullopt};
}

} // namespace

void benchSession(const Scale& scale) {
    const std::size_t count = scale.smoke ? 100 : 3000;
    const std::string page = answerPage();
    const std::size_t expected = parsedAndMapped(page).size() * count;
    LoopbackServer server(page);
    BenchSession bench(server.url());
    std::vector<double> wall, own, bareWall, bareOwn;
    for (int round = 0; round <= scale.rounds; ++round) {
        const Spent ours = spent(expected, [&] { return finished(fetchPages(bench.session(), count)); });
        const Spent bare = spent(expected, [&] { return bareFetch(server.url() + "/runs", count, atOnce); });
        if (round == 0) continue; // the first warms up
        wall.push_back(ours.wall), own.push_back(ours.own);
        bareWall.push_back(bare.wall), bareOwn.push_back(bare.own);
    }
    Table table("Fetching, parsing and mapping answers of " + std::to_string(page.size()) + " bytes");
    table.add(figureOf("answers", count, wall, bareWall, true));
    table.add(figureOf("answers by the thread's own time", count, own, bareOwn, false));
    table.note("medians of " + std::to_string(scale.rounds) + " alternating rounds of " +
               std::to_string(count) + " answers, 8 at once, from a server on loopback");
    table.note(
        "bare limit: curl multi with handles that are kept, nlohmann/json, the same fields of the same runs");
    table.print();
}

} // namespace shipglass::bench
