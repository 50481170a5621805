// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/parse.h"

#include "config/clear_secrets.h"
#include "config/service_parser.h"
#include "config/source_parser.h"
#include "insight/dora/bands.h"
#include "query/match.h"

#include <QTimeZone>

#include <algorithm>

namespace shipglass {

namespace {

void parseStore(MapReader& map, std::string& store) {
    constexpr std::string_view file = "sqlite:", server = "postgresql://";
    const auto node = map.child("store");
    if (!node || !map.text("store", store)) return;
    const bool known = store == "sqlite" || (store.starts_with(file) && store.size() > file.size()) ||
                       store.starts_with(server);
    if (!known)
        map.mistakes().add(node->place, "sqlite, sqlite:PATH or postgresql://user@host/db is expected here");
    const auto at = store.find('@');
    if (store.starts_with(server) && at != std::string::npos &&
        store.substr(0, at).find(':', server.size()) != std::string::npos)
        map.mistakes().add(node->place,
                           "no password is written into the file: PostgreSQL reads it from ~/.pgpass");
}

void keepSpan(MapReader& map, std::string_view key, std::optional<Millis>& span) {
    const auto node = map.child(key);
    if (node && node->type == YamlType::scalar && node->text == "forever")
        span.reset();
    else
        map.duration(key, span, Millis{0});
}

void parseKeep(const YamlPtr& node, KeepSpans& keep, Mistakes& mistakes) {
    if (!node) return;
    MapReader map(node, mistakes);
    keepSpan(map, "runs", keep.runs);
    keepSpan(map, "stages", keep.stages);
    keepSpan(map, "tests", keep.tests);
    keepSpan(map, "metrics", keep.metrics);
    keepSpan(map, "logs", keep.logs);
    keepSpan(map, "deployments", keep.deployments);
    keepSpan(map, "changes", keep.changes);
    keepSpan(map, "alerts", keep.alerts);
    keepSpan(map, "resources", keep.resources);
    map.finish();
}

void parseHotfix(const YamlPtr& node, DoraSettings& dora, Mistakes& mistakes) {
    if (!node) return;
    MapReader map(node, mistakes);
    map.texts("branches", dora.hotfixBranches);
    map.texts("labels", dora.hotfixLabels);
    map.texts("titles", dora.hotfixTitles);
    map.finish();
}

void parseReportYear(MapReader& map, int& year) {
    const auto node = map.child("reportYear");
    if (!node) return;
    std::string known;
    for (const auto& report : dora::reportYears())
        known += (known.empty() ? "" : ", ") + std::to_string(report.year);
    const auto asked = wholeNumberOf(*node).value_or(0);
    const bool there = asked > 0 && asked < 10'000 && dora::reportYear(static_cast<int>(asked)) != nullptr;
    if (there)
        year = static_cast<int>(asked);
    else
        map.mistakes().add(node->place, "there is no report of this year; there are those of " + known);
}

void parseDora(const YamlPtr& node, DoraSettings& dora, Mistakes& mistakes) {
    constexpr std::array<std::string_view, 7> days{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
    if (!node) return;
    MapReader map(node, mistakes);
    map.texts("production", dora.production);
    if (map.text("timeZone", dora.timeZone) &&
        !QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(dora.timeZone)))
        mistakes.add(map.child("timeZone")->place,
                     "a name of the time zone database is expected here, as Europe/Berlin");
    map.oneOf("weekStart", dora.weekStart, days);
    map.duration("incidentWindow", dora.incidentWindow, Millis{0});
    parseHotfix(map.child("hotfix"), dora, mistakes);
    map.text("overlay", dora.overlay);
    parseReportYear(map, dora.reportYear);
    map.finish();
}

/// What a page shows; nothing for one that has nothing to choose from.
std::optional<Kind> kindOfPage(std::string_view page) {
    constexpr std::array<std::pair<std::string_view, Kind>, 6> kinds{{{"pipelines", Kind::run},
                                                                      {"deployments", Kind::deployment},
                                                                      {"alerts", Kind::alert},
                                                                      {"resources", Kind::resource},
                                                                      {"metrics", Kind::metric},
                                                                      {"logs", Kind::log}}};
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == page; });
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

/// Columns are counted from the beginning of the query, which may be quoted in the file.
void checkWhere(const WallPage& page, Place place, Mistakes& mistakes) {
    const auto query = query::parse(page.where);
    const auto kind = kindOfPage(page.page);
    if (!query)
        mistakes.add(place, query.error().message);
    else if (const auto checked = kind ? query::check(*query, *kind) : Result<Done>(Done()); !checked)
        mistakes.add(place, checked.error().message);
}

WallPage parseWallPage(const YamlPtr& node, Mistakes& mistakes) {
    constexpr std::array<std::string_view, 9> pages{
        "overview", "pipelines", "deployments", "dora", "alerts", "resources", "metrics", "logs", "sources"};
    WallPage page;
    MapReader map(node, mistakes);
    if (node->type != YamlType::map) return page;
    if (!map.child("page")) mistakes.add(node->place, "\"page\" is missing");
    map.oneOf("page", page.page, pages);
    map.duration("for", page.duration, Millis{1'000});
    if (map.text("where", page.where)) checkWhere(page, map.child("where")->place, mistakes);
    map.finish();
    return page;
}

void parseWall(const YamlPtr& node, std::vector<WallPage>& wall, Mistakes& mistakes) {
    if (!node) return;
    if (node->type != YamlType::list)
        mistakes.add(node->place, "a list is expected here: each page begins with \"- page:\"");
    for (const auto& item : node->items) wall.push_back(parseWallPage(item, mistakes));
}

void parseTop(const YamlPtr& root, const KindList& kinds, const FileTrust& trust, Config& config,
              Mistakes& mistakes) {
    MapReader map(root, mistakes);
    if (root->type != YamlType::map) return;
    parseStore(map, config.store);
    map.flag("poll", config.poll, "on or off");
    parseKeep(map.child("keep"), config.keep, mistakes);
    config.sources = SourceParser(kinds, trust, mistakes).list(map.childOrNothing("sources"));
    config.services = ServiceParser(mistakes).list(map.childOrNothing("services"));
    parseDora(map.child("dora"), config.dora, mistakes);
    parseWall(map.childOrNothing("wall"), config.wall, mistakes);
    map.finish();
}

} // namespace

ParsedConfig parseConfig(std::string_view text, std::string file, const KindList& kinds, FileTrust trust) {
    ParsedConfig parsed;
    Mistakes mistakes(std::move(file));
    const auto root = readYaml(text, mistakes);
    // First, since a later mistake at the same place would say less.
    if (root) refuseIssuedSecrets(root, mistakes);
    if (root && root->type != YamlType::null) parseTop(root, kinds, trust, parsed.config, mistakes);
    // Last, since what reads a key knows better what to do instead.
    if (root) refuseSecretsInClear(root, mistakes);
    parsed.mistakes = mistakes.sorted();
    return parsed;
}

} // namespace shipglass
