// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_maker.h"

#include <array>

namespace shipglass::bench {

namespace {

constexpr Millis year = std::chrono::hours{24 * 365};
constexpr std::size_t repositories = 40;

constexpr std::array<std::string_view, 5> pipelines{"build", "test", "deploy", "lint", "nightly"};
constexpr std::array<std::string_view, 8> areas{"web", "api",   "shop",   "billing",
                                                "app", "infra", "search", "mail"};
constexpr std::array<std::string_view, 5> parts{"", "-core", "-client", "-tools", "-docs"};
constexpr std::array<std::string_view, 12> people{"ana", "bo",   "chen", "dara", "eli",  "fatou",
                                                  "gus", "hana", "ivo",  "jun",  "kofi", "lea"};
constexpr std::array<std::string_view, 3> bots{"renovate-bot", "release-bot", "dependabot[bot]"};
constexpr std::array<std::string_view, 4> environments{"", "", "staging", "production"};
constexpr std::array<std::string_view, 4> stageNames{"checkout", "build", "unit tests", "publish"};
constexpr std::array<std::string_view, 12> verbs{"Fix",      "Add",      "Remove", "Update",
                                                 "Bump",     "Refactor", "Revert", "Rename",
                                                 "Speed up", "Cache",    "Test",   "Document"};
constexpr std::array<std::string_view, 40> words{
    "login",   "checkout", "cart",    "invoice",  "session", "cookie",   "header",   "timeout",
    "retry",   "queue",    "worker",  "database", "index",   "schema",   "user",     "account",
    "search",  "filter",   "export",  "import",   "upload",  "download", "image",    "button",
    "layout",  "theme",    "metrics", "logging",  "alert",   "token",    "password", "release",
    "version", "package",  "client",  "server",   "handler", "parser",   "config",   "the"};
constexpr std::array<std::string_view, 3> rare{"quokka", "zephyr", "ocelot"};

/// 30 branches: half of the runs are of main, the others of releases and topics.
std::string branchName(std::size_t number) {
    if (number < 30) return "main";
    const std::size_t other = number % 29;
    return other < 9 ? "release/1." + std::to_string(other) : "topic/" + std::string(words[other]);
}

} // namespace

RunMaker::RunMaker(std::size_t rows, std::uint64_t seed)
    : m_engine(seed), m_step(year / static_cast<std::int64_t>(rows)) {}

std::vector<Run> RunMaker::next(std::size_t count) {
    std::vector<Run> runs;
    runs.reserve(count);
    while (runs.size() < count) runs.push_back(next());
    return runs;
}

Run RunMaker::next() {
    Run run;
    run.source = "ci";
    run.id = std::to_string(7'000'000'000 + m_made * 37);
    place(run);
    times(run);
    stages(run);
    details(run);
    ++m_made;
    return run;
}

std::string RunMaker::title() {
    std::string text = pick(verbs);
    for (std::size_t left = 3 + below(6); left > 0; --left) text += ' ' + pick(words);
    if (chance(1)) return text + ' ' + std::string(rarePhrase);
    return chance(3) ? text + ' ' + pick(rare) : text;
}

std::string RunMaker::hash() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int half = 0; half < 40; ++half) text += digits[below(16)];
    return text;
}

RunStatus RunMaker::status() {
    const std::size_t dice = below(100);
    if (dice < 80) return RunStatus::success;
    if (dice < 92) return RunStatus::failure;
    return dice < 97 ? RunStatus::canceled : RunStatus::unstable;
}

Millis RunMaker::duration() {
    const std::size_t longest = chance(30) ? 3'600'000 : 540'000; // three runs in a hundred may last an hour
    return Millis{20'000 + static_cast<std::int64_t>(below(longest))};
}

void RunMaker::place(Run& run) {
    const std::size_t repository = below(repositories);
    run.repository = "acme/" + std::string(areas[repository % 8]) + std::string(parts[repository / 8]);
    run.project = run.repository;
    run.pipeline = pick(pipelines);
    run.service = areas[repository % 8];
    run.number = std::to_string(m_made / 200 + 1);
    run.branch = branchName(below(60));
    run.actor = chance(250) ? pick(bots) : pick(people);
    run.trigger = static_cast<Trigger>(1 + below(7));
    run.environment = pick(environments);
    run.title = title();
    run.commit = hash();
}

void RunMaker::times(Run& run) {
    run.status = status();
    run.attempt = chance(50) ? 2 : 1;
    run.createdAt = historyEnd - year + m_step * static_cast<std::int64_t>(m_made);
    run.startedAt = *run.createdAt + Millis{1000 + static_cast<std::int64_t>(below(20'000))};
    run.finishedAt = *run.startedAt + duration();
    run.history = {{*run.createdAt, RunStatus::queued, false},
                   {*run.startedAt, RunStatus::running, false},
                   {*run.finishedAt, run.status, false}};
}

void RunMaker::stages(Run& run) {
    const Millis span = (*run.finishedAt - *run.startedAt) / 4;
    Time at = *run.startedAt;
    for (const std::string_view name : stageNames) {
        Stage stage;
        stage.id = run.id + '.' + std::to_string(run.stages ? run.stages->size() : 0);
        stage.name = name;
        stage.status = RunStatus::success;
        stage.startedAt = at;
        stage.finishedAt = at += span;
        stage.url = "https://ci.example/runs/" + stage.id;
        stage.hasLog = true;
        if (!run.stages) run.stages.emplace();
        run.stages->push_back(std::move(stage));
    }
    run.stages->back().status = run.status;
}

void RunMaker::details(Run& run) {
    run.commits = std::vector<std::string>{run.commit, hash()};
    run.pullRequest = std::to_string(1 + below(9000));
    run.parentId = chance(100) ? std::to_string(7'000'000'000 + below(m_made + 1) * 37) : "";
    run.url = "https://ci.example/runs/" + run.id;
    run.tests = TestCounts{static_cast<std::int64_t>(below(900)), static_cast<std::int64_t>(below(5)), 3, 0};
    run.labels = std::vector<std::string>{"team=" + run.service, "size=" + std::to_string(below(4))};
    run.attributes = {{"runner", "linux-" + std::to_string(below(20))},
                      {"queueMs", static_cast<std::int64_t>(below(20'000))},
                      {"fork", false}};
    run.attempts.emplace();
    if (run.attempt == 2)
        run.attempts->push_back({1, RunStatus::failure, *run.createdAt, *run.startedAt, run.url + "/1"});
}

} // namespace shipglass::bench
