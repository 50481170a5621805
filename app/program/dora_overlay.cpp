// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_overlay.h"

#include "config/map_reader.h"
#include "config/parse.h"
#include "program/setup.h"

namespace shipglass {

namespace {

using delivery::WrittenCorrection;

/// A record by `SOURCE/ID`; names of sources hold no slash.
void reference(MapReader& map, std::string_view key, std::string& value) {
    const auto node = map.child(key);
    if (!node || !map.text(key, value)) return;
    const auto slash = value.find('/');
    if (slash == 0 || slash == std::string::npos || slash + 1 == value.size())
        map.mistakes().add(node->place, "SOURCE/ID is expected here, as pager/P123");
}

void cause(MapReader& map, std::string& value) {
    const auto node = map.child("causedBy");
    if (node && node->text == delivery::kNoDeployment)
        value = node->text;
    else
        reference(map, "causedBy", value);
}

void flag(MapReader& map, std::string_view key, std::optional<bool>& value) {
    if (!map.child(key)) return;
    bool read = false;
    map.flag(key, read);
    value = read;
}

/// What is said has to fit what it is said of.
void check(MapReader& map, const WrittenCorrection& read) {
    const bool incident = map.child("incident") != nullptr, deployment = map.child("deployment") != nullptr;
    const bool marks = read.rollback || read.hotfix;
    if (incident == deployment)
        map.mistakes().add(map.place(), "either \"incident\" or \"deployment\" is expected here");
    else if (incident && !map.child("causedBy"))
        map.mistakes().add(map.place(), "\"causedBy\" is missing: SOURCE/ID of a deployment, or none");
    else if (incident && marks)
        map.mistakes().add(map.place(), "\"rollback\" and \"hotfix\" are said of a deployment");
    else if (deployment && map.child("causedBy"))
        map.mistakes().add(map.place(), "\"causedBy\" is said of an incident");
    else if (deployment && !marks)
        map.mistakes().add(map.place(), "\"rollback\" or \"hotfix\" is missing: true or false");
}

WrittenCorrection correctionOf(const YamlPtr& node, const std::string& file, Mistakes& mistakes) {
    WrittenCorrection read;
    MapReader map(node, mistakes);
    if (node->type != YamlType::map) return read;
    read.where = file + ":" + std::to_string(node->place.line);
    reference(map, "incident", read.incident);
    cause(map, read.causedBy);
    reference(map, "deployment", read.deployment);
    flag(map, "rollback", read.rollback);
    flag(map, "hotfix", read.hotfix);
    std::string why; // for those who review the file
    map.text("why", why);
    check(map, read);
    map.finish();
    return read;
}

} // namespace

ParsedOverlay parseOverlay(std::string_view text, const std::string& file) {
    ParsedOverlay parsed;
    Mistakes mistakes(file);
    const auto root = readYaml(text, mistakes);
    if (root && root->type == YamlType::list) {
        for (const auto& item : root->items) parsed.corrections.push_back(correctionOf(item, file, mistakes));
    } else if (root && root->type != YamlType::null) {
        mistakes.add(root->place, "a list is expected here: each correction begins with \"- incident:\" or "
                                  "\"- deployment:\"");
    }
    parsed.mistakes = mistakes.sorted();
    return parsed;
}

std::filesystem::path overlayPath(const std::string& overlay, const std::filesystem::path& configuration) {
    return configuration.parent_path() / overlay;
}

Result<std::vector<WrittenCorrection>> readOverlay(const std::string& overlay,
                                                   const std::filesystem::path& configuration) {
    if (overlay.empty()) return std::vector<WrittenCorrection>();
    const auto path = overlayPath(overlay, configuration);
    const auto file = readConfigFile(path);
    if (!file) return mistakesError({{path.string(), {}, file.error().message}});
    auto parsed = parseOverlay(file->text, path.string());
    if (!parsed.mistakes.empty()) return mistakesError(parsed.mistakes);
    return std::move(parsed.corrections);
}

} // namespace shipglass
