// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/found_sources.h"

#include "poll/discovery.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>

namespace shipglass {

namespace {

constexpr std::chrono::seconds longestSearch{2};

std::string folderName(const std::string& path) { return std::filesystem::path(path).filename().string(); }

ConfiguredSource gitSource(const std::string& repository) {
    ConfiguredSource source;
    source.name = folderName(repository);
    source.kind = "git";
    source.settings = nlohmann::json{{"repositories", {repository}}}.dump();
    return source;
}

/// One glob for each folder that has results.
ConfiguredSource junitSource(const std::vector<std::string>& files) {
    std::set<std::string> globs;
    for (const auto& file : files)
        globs.insert((std::filesystem::path(file).parent_path() / "*.xml").string());
    ConfiguredSource source;
    source.name = "tests";
    source.kind = "junit";
    source.settings = nlohmann::json{{"paths", globs}}.dump();
    return source;
}

} // namespace

std::vector<ConfiguredSource> sourcesFoundHere() {
    const auto end = std::chrono::steady_clock::now() + longestSearch;
    std::error_code error;
    const auto here = std::filesystem::current_path(error).string();
    std::vector<ConfiguredSource> sources;
    if (error) return sources;
    const auto found = findHere(here, [end] { return std::chrono::steady_clock::now() > end; });
    if (!found.repository.empty()) sources.push_back(gitSource(found.repository));
    if (!found.results.empty()) sources.push_back(junitSource(found.results));
    return sources;
}

} // namespace shipglass
