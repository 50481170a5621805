// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/junit.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace junit {

namespace {

constexpr std::array facets{Facet::run, Facet::test};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{Field{"paths", FieldType::textList, true,
                                  "Globs of result files, as /work/web/**/surefire-reports/TEST-*.xml"}};

/// Files that were written this short a time ago may still be written to.
constexpr Millis settling{3'000};

/// The result files of one folder are one run of its tests.
using Folders = std::map<std::string, std::vector<FileInfo>>;

Task<Folders> findFolders(Session session) {
    Folders folders;
    for (const auto& glob : session.list("paths")) {
        auto files = co_await session.files(glob);
        for (const FileInfo& file : files) folders[file.path.substr(0, file.path.rfind('/'))].push_back(file);
    }
    co_return folders;
}

std::int64_t newestOf(const std::vector<FileInfo>& files) {
    const auto newer = [](const FileInfo& a, const FileInfo& b) { return a.modifiedMs < b.modifiedMs; };
    return std::max_element(files.begin(), files.end(), newer)->modifiedMs;
}

Task<Result<Report>> readFile(Session session, std::string path) {
    auto text = co_await session.read(path);
    auto content = std::make_shared<std::string>(std::move(text));
    std::function<Result<Report>()> work = [content] { return readReport(*content); };
    auto report = co_await session.offload<Result<Report>>(work);
    co_return report;
}

Stage stageOf(const std::string& path, const Result<Report>& report) {
    Stage stage;
    stage.id = path.substr(path.rfind('/') + 1);
    stage.name = report && !report->name.empty() ? report->name : stage.id;
    stage.status = report ? RunStatus::success : RunStatus::failure;
    if (!report) return stage;
    for (const TestCase& test : report->cases)
        if (test.status == TestStatus::failed || test.status == TestStatus::error)
            stage.status = RunStatus::failure;
    stage.startedAt = report->startedAt;
    if (stage.startedAt) stage.finishedAt = *stage.startedAt + Millis{report->durationMs};
    return stage;
}

void count(TestCounts& counts, const TestCase& test) {
    const auto add = [](std::optional<std::int64_t>& counter) { counter = counter.value_or(0) + 1; };
    if (test.status == TestStatus::passed)
        add(counts.passed);
    else if (test.status == TestStatus::skipped)
        add(counts.skipped);
    else
        add(counts.failed);
    if (test.flaky.value_or(false)) add(counts.flaky);
}

Run beginRun(const std::string& folder, std::int64_t newest) {
    Run run;
    run.id = folder + "@" + std::to_string(newest / 1000);
    run.pipeline = run.project = folder;
    run.status = RunStatus::success;
    run.finishedAt = run.createdAt = fromEpochMs(newest);
    run.tests = TestCounts{0, 0, 0, 0};
    run.stages.emplace();
    return run;
}

/// Adds one file to the run; what cannot be read counts as a failure, as a crashed test process leaves such
/// files.
void addReport(Run& run, Batch& tests, const std::string& path, Result<Report> report) {
    Stage stage = stageOf(path, report);
    if (stage.status == RunStatus::failure) run.status = RunStatus::failure;
    if (stage.startedAt) run.startedAt = std::min(run.startedAt.value_or(*stage.startedAt), *stage.startedAt);
    run.stages->push_back(std::move(stage));
    if (!report) run.attributes["unreadable " + path.substr(path.rfind('/') + 1)] = report.error().message;
    if (!report) return;
    for (TestCase& test : report->cases) {
        count(*run.tests, test);
        const bool notable = test.status == TestStatus::failed || test.status == TestStatus::error ||
                             test.flaky.value_or(false);
        test.runId = run.id;
        test.id = run.id + "|" + test.id;
        if (notable) tests.add(std::move(test));
    }
}

void tidyTimes(Run& run) {
    if (run.startedAt && *run.startedAt > *run.finishedAt) run.startedAt.reset();
    if (run.startedAt) run.createdAt = run.startedAt;
    const auto failed = run.tests->failed.value_or(0);
    run.title = std::to_string(failed + run.tests->passed.value_or(0)) + " tests, " + std::to_string(failed) +
                " failed";
}

Task<Done> pollFolder(Session session, std::string folder, std::vector<FileInfo> files) {
    Batch runs(Facet::run, folder), tests(Facet::test, folder);
    const auto newest = newestOf(files);
    const bool unchanged = session.cursor(Facet::run, folder) == std::to_string(newest);
    const bool moving =
        session.now() - fromEpochMs(newest) < settling && session.now() >= fromEpochMs(newest);
    if (!unchanged && !moving) {
        Run run = beginRun(folder, newest);
        for (const FileInfo& file : files) {
            auto report = co_await readFile(session, file.path);
            addReport(run, tests, file.path, std::move(report));
        }
        tidyTimes(run);
        runs.add(std::move(run));
        runs.setCursor(std::to_string(newest));
    }
    tests.setLast();
    runs.setLast();
    co_await session.hand(std::move(tests));
    co_await session.hand(std::move(runs));
    co_return Done();
}

Task<Done> poll(Session session) {
    auto folders = co_await findFolders(session);
    for (const auto& [folder, files] : folders) {
        auto done = co_await pollFolder(session, folder, files).attempt();
        if (!done) co_await session.failed(Facet::run, folder, done.error());
    }
    co_return Done();
}

Task<Health> probe(Session session) {
    auto folders = co_await findFolders(session);
    Health health;
    health.identity = std::to_string(folders.size()) + " folders with results";
    for (const Facet facet : facets) health.facets[facet] = "yes";
    co_return health;
}

} // namespace
} // namespace junit

extern const Connector junitConnector{
    .id = "junit",
    .name = "Test results",
    .docs = "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd",
    .category = Category::ci,
    .facets = junit::facets,
    .auth = junit::auth,
    .fields = junit::fields,
    .defaultUrl = "",
    .limits = {.atOnce = 2, .perMinute = 0, .largestBody = 128U << 20U, .oldestBackfill = Seconds(0)},
    .every = Seconds(30),
    .http = false,
    .probe = junit::probe,
    .poll = junit::poll,
};

} // namespace shipglass
