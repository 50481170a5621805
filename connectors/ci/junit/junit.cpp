// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/junit/folder_run.h"

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

/// The cursor of the tests is what could not be read, so that it is said until the files change.
Task<Done> pollFolder(Session session, std::string folder, Files files) {
    Batch runs(Facet::run, folder), tests(Facet::test, folder);
    const auto newest = files.front().modifiedMs;
    const auto state = stateOf(files);
    auto problem = session.cursor(Facet::test, folder);
    if (session.cursor(Facet::run, folder) != state) {
        auto read = co_await readWholeRun(session, std::move(files));
        if (read) {
            auto found = addRun(runs, tests, std::move(*read), beginRun(folder, newest));
            if (found != problem) tests.setCursor(found);
            problem = std::move(found);
            runs.setCursor(state);
        }
    }
    tests.setLast();
    runs.setLast();
    co_await session.hand(std::move(tests));
    co_await session.hand(std::move(runs));
    if (problem.empty()) co_return Done();
    Error malformed{Fault::malformed, std::move(problem), 0, {}};
    co_await session.failed(Facet::test, std::move(folder), std::move(malformed));
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
