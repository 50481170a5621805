// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "program/engine_options.h"
#include "program/found_servers.h"
#include "program/now.h"
#include "program/secret_check.h"
#include "program/server_offer.h"
#include "program/service_notes.h"
#include "program/setup.h"
#include "program/verbs.h"
#include "program/waiting_room.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <optional>

namespace shipglass {

namespace {

using Object = nlohmann::ordered_json;
using Healths = std::map<std::string, Result<Health>>;

/// Asks every source at the same time who we are there. Nothing when a signal came first.
std::optional<Healths> testAll(Engine& engine, WaitingRoom& room, const Config& config) {
    Healths healths;
    std::vector<Ticket> tickets;
    for (const ConfiguredSource& source : config.sources)
        if (source.enabled)
            tickets.push_back(
                engine.polls().test(source.name, [&healths, name = source.name](Result<Health> health) {
                    healths.emplace(name, std::move(health));
                }));
    if (!room.waitUntil([&] { return healths.size() == tickets.size(); })) return std::nullopt;
    return healths;
}

/// `asked` is nothing for a source that nobody asked: the file is all there is to say about it then.
Object healthJson(const ConfiguredSource& source, const Result<Health>* asked) {
    Object json{{"source", source.name}, {"kind", source.kind}};
    if (!source.enabled) {
        json["enabled"] = false; // Neither good nor bad.
        return json;
    }
    json["ok"] = !asked || asked->ok();
    if (!asked) return json;
    if (!asked->ok()) {
        json["error"] = {{"fault", word(asked->error().fault)}, {"message", asked->error().message}};
        return json;
    }
    json["version"] = (*asked)->version;
    json["identity"] = (*asked)->identity;
    json["facets"] = Object::object();
    for (const auto& [facet, answer] : (*asked)->facets) json["facets"][std::string(word(facet))] = answer;
    return json;
}

std::string facetText(const Health& health) {
    std::string text;
    for (const auto& [facet, answer] : health.facets)
        text += (text.empty() ? "" : ", ") + std::string(word(facet)) + " " + answer;
    return text;
}

std::vector<std::string> row(const ConfiguredSource& source, const Result<Health>* asked) {
    if (!source.enabled) return {source.name, source.kind, "disabled"};
    if (!asked) return {source.name, source.kind, "yes"};
    if (!*asked) return {source.name, source.kind, "no", "", "", asked->error().message};
    return {source.name, source.kind, "yes", (*asked)->version, (*asked)->identity, facetText(**asked)};
}

void print(const Config& config, const Healths& healths, cli::Format format) {
    Object json = Object::array();
    cli::Table table({"SOURCE", "KIND", "OK", "VERSION", "IDENTITY", "MAY READ"});
    for (const ConfiguredSource& source : config.sources) {
        const auto found = healths.find(source.name);
        const Result<Health>* asked = found == healths.end() ? nullptr : &found->second;
        json.push_back(healthJson(source, asked));
        table.add(row(source, asked));
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

/// The first configuration is the place where servers that are here can be offered, as the window does.
void offerServers(Engine& engine, WaitingRoom& room, const std::filesystem::path& configuration) {
    std::optional<std::vector<OfferedServer>> found;
    findServersHere(engine, room.executor(),
                    [&found](std::vector<OfferedServer> servers) { found = std::move(servers); });
    if (room.waitUntil([&found] { return found.has_value(); }))
        std::fputs(offerText(*found, configuration).c_str(), stdout);
}

/// None before the first poll has made a history.
std::vector<delivery::SuggestedService> suggestionsFor(const Setup& setup) {
    auto reader = Reader::open(setup.storePath);
    if (!reader) return {};
    (*reader)->setServices(setup.config->services);
    const auto found = delivery::suggestServices(**reader, wallTime());
    return found ? *found : std::vector<delivery::SuggestedService>();
}

/// On standard error: they are for people, and change nothing of what was checked.
void sayNotes(const Setup& setup) {
    for (const auto& note : stageNotes(*setup.config)) std::fprintf(stderr, "%s\n", note.c_str());
    std::fputs(suggestionNote(suggestionsFor(setup)).c_str(), stderr);
}

cli::Exit checkOffline(const Setup& setup, const cli::Check& check) {
    Keychain keychain;
    if (setup.config->poll && !secretsAreThere(*setup.config, setup.configPath, doorsOf(keychain)))
        return cli::Exit::usage;
    print(*setup.config, {}, check.format);
    sayNotes(setup);
    return cli::Exit::done;
}

cli::Exit checkOnline(const Setup& setup, const cli::Common& common, const cli::Check& check) {
    WaitingRoom room;
    Engine engine(engineOptions(setup.storePath, common), room.executor(), {});
    if (!secretsAreThere(*setup.config, setup.configPath, engine.secretDoors())) return cli::Exit::usage;
    engine.configure(*setup.config);
    const auto healths = testAll(engine, room, *setup.config);
    if (!healths) return cli::Exit::failed; // Interrupted.
    print(*setup.config, *healths, check.format);
    sayNotes(setup);
    if (!setup.configured && check.format == cli::Format::table) offerServers(engine, room, setup.configPath);
    return sayFailures(*healths);
}

} // namespace

cli::Exit runCheck(const cli::Common& common, const cli::Check& check) {
    const auto setup = loadSetup(common);
    if (!setup) return failure(setup.error());
    const Config& config = *setup->config;
    // What only reads the store asks nobody and needs no secret.
    return check.offline || !config.poll ? checkOffline(*setup, check) : checkOnline(*setup, common, check);
}

} // namespace shipglass
