// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "config/source_secrets.h"
#include "program/engine.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "program/waiting_room.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>

namespace shipglass {

namespace {

using Object = nlohmann::ordered_json;
using Healths = std::map<std::string, Result<Health>>;

/// Asks every source at the same time who we are there.
Healths testAll(Engine& engine, WaitingRoom& room, const Config& config) {
    Healths healths;
    std::vector<Ticket> tickets;
    for (const ConfiguredSource& source : config.sources)
        tickets.push_back(
            engine.polls().test(source.name, [&healths, name = source.name](Result<Health> health) {
                healths.emplace(name, std::move(health));
            }));
    room.waitUntil([&] { return healths.size() == config.sources.size(); });
    return healths;
}

Object healthJson(const ConfiguredSource& source, const Result<Health>* health) {
    Object json{{"source", source.name}, {"kind", source.kind}, {"ok", !health || health->ok()}};
    if (!health) return json;
    if (!health->ok()) {
        json["error"] = {{"fault", word(health->error().fault)}, {"message", health->error().message}};
        return json;
    }
    json["version"] = (*health)->version;
    json["identity"] = (*health)->identity;
    json["facets"] = Object::object();
    for (const auto& [facet, answer] : (*health)->facets) json["facets"][std::string(word(facet))] = answer;
    return json;
}

std::string facetText(const Health& health) {
    std::string text;
    for (const auto& [facet, answer] : health.facets)
        text += (text.empty() ? "" : ", ") + std::string(word(facet)) + " " + answer;
    return text;
}

void print(const Config& config, const Healths& healths, bool offline, cli::Format format) {
    Object json = Object::array();
    cli::Table table({"SOURCE", "KIND", "OK", "VERSION", "IDENTITY", "MAY READ"});
    for (const ConfiguredSource& source : config.sources) {
        const auto found = healths.find(source.name);
        const Result<Health>* health = found == healths.end() ? nullptr : &found->second;
        json.push_back(healthJson(source, health));
        const bool good = health && health->ok();
        table.add({source.name, source.kind, good || offline ? "yes" : "no", good ? (*health)->version : "",
                   good ? (*health)->identity : "",
                   good     ? facetText(**health)
                   : health ? health->error().message
                            : ""});
    }
    std::fputs(format == cli::Format::json
                   ? (json.dump(1, ' ', false, Object::error_handler_t::replace) + "\n").c_str()
                   : table.text(cli::terminalWidth()).c_str(),
               stdout);
}

cli::Exit sayFailures(const Healths& healths) {
    cli::Exit exit = cli::Exit::done;
    for (const auto& [name, health] : healths) {
        if (health) continue;
        std::fprintf(stderr, "%s: %s\n", name.c_str(), health.error().message.c_str());
        exit = cli::Exit::failed;
    }
    return exit;
}

} // namespace

cli::Exit runCheck(const cli::Common& common, const cli::Check& check) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const auto missing = missingSecrets(*setup->config, setup->configPath.string(), SecretDoors(), false);
    for (const Mistake& mistake : missing) std::fprintf(stderr, "%s\n", format(mistake).c_str());
    if (!missing.empty()) return cli::Exit::usage;
    Healths healths;
    if (!check.offline) {
        WaitingRoom room;
        Engine engine({setup->storePath, common.record, (cacheFolder() / "http.sqlite").string()},
                      room.executor(), {});
        engine.configure(*setup->config);
        healths = testAll(engine, room, *setup->config);
    }
    print(*setup->config, healths, check.offline, check.format);
    return sayFailures(healths);
}

} // namespace shipglass
