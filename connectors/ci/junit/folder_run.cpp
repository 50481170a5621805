// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/folder_run.h"

#include "net/moments.h"

#include <algorithm>

namespace shipglass::junit {

namespace {

/// An attribute of a run for each file that could not be read; the file's name follows.
constexpr std::string_view unreadable = "unreadable ";

/// A time without a zone may be local or UTC; but a file is written when its suite ends, so what lies between
/// in whole half hours is the zone. Of a file that was copied later nobody knows.
std::optional<Time> startOf(const ResultFile& file) {
    using HalfHours = std::chrono::duration<std::int64_t, std::ratio<1800>>;
    constexpr Millis near{60'000};
    constexpr std::chrono::hours furthest{14};
    const auto start = file.report->startedAt;
    if (!start || file.report->zoned) return start;
    const Millis late = file.beganAt() - *start;
    const auto zone = std::chrono::round<HalfHours>(late);
    if (std::chrono::abs(zone) > furthest || std::chrono::abs(late - zone) > near) return std::nullopt;
    return *start + zone;
}

bool isBad(const TestCase& test) {
    return test.status == TestStatus::failed || test.status == TestStatus::error;
}

Stage stageOf(const ResultFile& file) {
    Stage stage;
    stage.id = stage.name = file.name();
    stage.status = RunStatus::failure;
    if (!file.report) return stage;
    const Report& report = *file.report;
    if (!report.name.empty()) stage.name = report.name;
    if (std::none_of(report.cases.begin(), report.cases.end(), isBad)) stage.status = RunStatus::success;
    stage.startedAt = startOf(file);
    stage.finishedAt = after(stage.startedAt, report.took().count());
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

void addCases(Run& run, Batch& tests, std::vector<TestCase> cases) {
    for (TestCase& test : cases) {
        count(*run.tests, test);
        test.runId = run.id;
        test.id = run.id + "|" + test.id;
        if (isBad(test) || test.flaky.value_or(false)) tests.add(std::move(test));
    }
}

/// What cannot be read counts as a failure, as a crashed test process leaves such files.
void addFile(Run& run, Batch& tests, ResultFile file) {
    Stage stage = stageOf(file);
    if (stage.status == RunStatus::failure) run.status = RunStatus::failure;
    if (stage.startedAt) run.startedAt = std::min(run.startedAt.value_or(*stage.startedAt), *stage.startedAt);
    run.stages->push_back(std::move(stage));
    if (file.report)
        addCases(run, tests, std::move(file.report->cases));
    else
        run.attributes[std::string(unreadable) + file.name()] = file.report.error().message;
}

/// Which file could not be read and why; empty where all could.
std::string problemOf(const Run& run) {
    std::string problem;
    std::size_t others = 0;
    for (const auto& [name, why] : run.attributes) {
        if (!name.starts_with(unreadable)) continue;
        if (problem.empty())
            problem = name.substr(unreadable.size()) + " could not be read: " + std::get<std::string>(why);
        else
            ++others;
    }
    if (others == 0) return problem;
    return problem + "; nor could " + std::to_string(others) + (others == 1 ? " other file" : " other files");
}

/// What could not be read goes first: beside it, counts tell only a part.
std::string titleOf(const Run& run, const std::string& problem) {
    if (!run.tests) return problem;
    const auto failed = run.tests->failed.value_or(0);
    const auto counts = std::to_string(failed + run.tests->passed.value_or(0)) + " tests, " +
                        std::to_string(failed) + " failed";
    return problem.empty() ? counts : problem + "; " + counts;
}

void tidyTimes(Run& run) {
    if (run.startedAt && *run.startedAt > *run.finishedAt) run.startedAt.reset();
    if (run.startedAt) run.createdAt = run.startedAt;
}

bool isForeign(const ResultFile& file) {
    return !file.report && file.report.error().fault == Fault::unsupported;
}

} // namespace

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

std::string addRun(Batch& runs, Batch& tests, std::vector<ResultFile> files, Run run) {
    std::erase_if(files, isForeign);
    if (files.empty()) return {};
    const bool anyRead = std::ranges::any_of(files, [](const auto& file) { return file.report.ok(); });
    for (ResultFile& file : files) addFile(run, tests, std::move(file));
    if (!anyRead) run.tests.reset();
    tidyTimes(run);
    auto problem = problemOf(run);
    run.title = titleOf(run, problem);
    runs.add(std::move(run));
    return problem;
}

} // namespace shipglass::junit
