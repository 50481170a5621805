// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/junit.h"

#include "net/moments.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace shipglass {

namespace junit {

namespace {

constexpr std::array facets{Facet::run, Facet::test};
constexpr std::array auth{AuthKind{"none", {}, AuthPlacement::none, "", ""}};
constexpr std::array fields{Field{"paths", FieldType::textList, true,
                                  "Globs of result files, as /work/web/**/surefire-reports/TEST-*.xml"}};

/// Files that were written this short a time ago may still be written to.
constexpr Millis settling{3'000};
/// A file that was written this long before all others of its folder began is of an earlier run.
constexpr Millis longestPause{600'000};

using Files = std::vector<FileInfo>;
namespace fs = std::filesystem;

/// The folder that all lies below that a glob finds; above the one that it names to the end.
fs::path topOf(const std::string& glob) {
    const fs::path folder = fs::path(glob.substr(0, glob.find_first_of("*?["))).parent_path();
    return folder == fs::path(glob).parent_path() ? folder.parent_path() : folder;
}

fs::path sharedTop(const fs::path& one, const fs::path& other) {
    fs::path shared;
    const auto ends = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    for (auto part = one.begin(); part != ends.first; ++part) shared /= *part;
    return shared;
}

fs::path topOf(const std::vector<std::string>& globs) {
    fs::path top = globs.empty() ? fs::path() : topOf(globs.front());
    for (const auto& glob : globs) top = sharedTop(top, topOf(glob));
    return top;
}

/// What a folder is called: by its place below what all globs share, which is the same on all machines.
std::string nameOf(const fs::path& folder, const fs::path& top) {
    const auto below = folder.lexically_relative(top);
    if (below.empty()) return folder.generic_string();
    return below == "." && top.has_filename() ? top.filename().string() : below.generic_string();
}

/// The result files of one folder are one run of its tests. By the folder's name, newest first.
Task<std::map<std::string, Files>> findFolders(Session session) {
    std::map<std::string, Files> folders;
    std::set<std::string> seen;
    const auto globs = session.list("paths");
    const auto top = topOf(globs);
    for (const auto& glob : globs) {
        auto files = co_await session.files(glob);
        for (const FileInfo& file : files)
            if (seen.insert(file.path).second)
                folders[nameOf(fs::path(file.path).parent_path(), top)].push_back(file);
    }
    for (auto& [folder, files] : folders)
        std::stable_sort(files.begin(), files.end(),
                         [](const FileInfo& a, const FileInfo& b) { return a.modifiedMs > b.modifiedMs; });
    co_return folders;
}

/// Changes when a file of the folder does.
std::string stateOf(const Files& files) {
    std::int64_t bytes = 0;
    for (const FileInfo& file : files) bytes += file.size;
    return std::to_string(files.front().modifiedMs) + " " + std::to_string(files.size()) + " " +
           std::to_string(bytes);
}

/// A file and what it says.
struct ResultFile {
    FileInfo info;
    Result<Report> report;

    std::string name() const { return info.path.substr(info.path.rfind('/') + 1); }
    Time writtenAt() const { return fromEpochMs(info.modifiedMs); }
    Time beganAt() const { return writtenAt() - (report ? report->took() : Millis{0}); }
};

Task<ResultFile> readFile(Session session, FileInfo info) {
    auto text = co_await session.read(info.path);
    auto content = std::make_shared<std::string>(std::move(text));
    std::function<Result<Report>()> work = [content] { return readReport(*content); };
    auto report = co_await session.offload<Result<Report>>(work);
    ResultFile file{std::move(info), std::move(report)};
    co_return file;
}

/// The files of the newest run, by name: build tools leave those of tests that they did not run again.
Task<std::vector<ResultFile>> readNewestRun(Session session, Files files) {
    std::vector<ResultFile> read;
    Time began = fromEpochMs(files.front().modifiedMs);
    for (const FileInfo& info : files) {
        if (fromEpochMs(info.modifiedMs) < began - longestPause) break;
        auto file = co_await readFile(session, info);
        began = std::min(began, file.beganAt());
        read.push_back(std::move(file));
    }
    std::sort(read.begin(), read.end(),
              [](const ResultFile& a, const ResultFile& b) { return a.info.path < b.info.path; });
    co_return read;
}

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
        run.attributes["unreadable " + file.name()] = file.report.error().message;
}

void tidyTimes(Run& run) {
    if (run.startedAt && *run.startedAt > *run.finishedAt) run.startedAt.reset();
    if (run.startedAt) run.createdAt = run.startedAt;
    const auto failed = run.tests->failed.value_or(0);
    run.title = std::to_string(failed + run.tests->passed.value_or(0)) + " tests, " + std::to_string(failed) +
                " failed";
}

bool isForeign(const ResultFile& file) {
    return !file.report && file.report.error().fault == Fault::unsupported;
}

/// When nothing is written to the files any more, if nothing is until then; nothing where it is so already.
std::optional<Time> settlesAt(const Files& files, Time now) {
    const Time newest = fromEpochMs(files.front().modifiedMs);
    return newest <= now && now < newest + settling ? std::optional(newest + settling) : std::nullopt;
}

/// Whether the newest run has one file so far, as what is read of it may show.
bool mayBeAlone(const Files& files) {
    return files.size() == 1 || files[1].modifiedMs < files[0].modifiedMs - longestPause.count();
}

/// Whether all is there, although it was written just now: more files may come to others, but a single one
/// that can be read to its end is a whole run.
bool isWhole(const std::vector<ResultFile>& files) { return files.size() == 1 && files.front().report.ok(); }

/// The newest run of a folder; nothing while more of it may come, and then another poll is asked for.
Task<std::optional<std::vector<ResultFile>>> readWholeRun(Session session, Files files) {
    const auto settles = settlesAt(files, session.now());
    if (!settles || mayBeAlone(files)) {
        auto read = co_await readNewestRun(session, std::move(files));
        if (!settles || isWhole(read)) co_return read;
    }
    session.lookAgain(*settles);
    co_return std::nullopt;
}

/// No run where no file holds test results.
void addRun(Batch& runs, Batch& tests, std::vector<ResultFile> files, Run run) {
    std::erase_if(files, isForeign);
    if (files.empty()) return;
    for (ResultFile& file : files) addFile(run, tests, std::move(file));
    tidyTimes(run);
    runs.add(std::move(run));
}

Task<Done> pollFolder(Session session, std::string folder, Files files) {
    Batch runs(Facet::run, folder), tests(Facet::test, folder);
    const auto newest = files.front().modifiedMs;
    const auto state = stateOf(files);
    if (session.cursor(Facet::run, folder) != state) {
        auto read = co_await readWholeRun(session, std::move(files));
        if (read) {
            addRun(runs, tests, std::move(*read), beginRun(folder, newest));
            runs.setCursor(state);
        }
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
        if (done.ok()) continue;
        for (const Facet facet : facets) co_await session.failed(facet, folder, done.error());
    }
    co_return Done();
}

Task<Health> probe(Session session) {
    auto folders = co_await findFolders(session);
    Health health;
    health.identity =
        std::to_string(folders.size()) + (folders.size() == 1 ? " folder" : " folders") + " with results";
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
