// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/sources_output.h"

#include "cli/output.h"
#include "cli/table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shipglass {

namespace {

using Object = nlohmann::ordered_json;

void putTime(Object& json, const char* key, std::optional<Time> time) {
    if (time) json[key] = formatTime(*time);
}

Object errorJson(const Error& error) { return {{"fault", word(error.fault)}, {"message", error.message}}; }

Object scopeJson(const ScopeState& scope) {
    Object json{{"facet", word(scope.facet)}, {"scope", scope.scope}, {"ok", scope.ok}};
    if (scope.error) json["error"] = errorJson(*scope.error);
    putTime(json, "okAt", scope.okAt);
    putTime(json, "since", scope.since);
    putTime(json, "askedAt", scope.askedAt);
    return json;
}

Object sourceJson(const SourceState& state) {
    Object json{{"source", state.source}, {"kind", state.kind}, {"health", word(state.health)}};
    if (state.error) json["error"] = errorJson(*state.error);
    putTime(json, "polledAt", state.polledAt);
    putTime(json, "okAt", state.okAt);
    putTime(json, "nextPollAt", state.nextPollAt);
    json["requestsLastHour"] = state.requestsLastHour;
    json["bytesLastHour"] = state.bytesLastHour;
    if (!state.backfill.empty()) json["backfill"] = state.backfill;
    json["scopes"] = Object::array();
    for (const ScopeState& scope : state.scopes) json["scopes"].push_back(scopeJson(scope));
    return json;
}

std::string text(const Object& json, int indent = -1) {
    return json.dump(indent, ' ', false, Object::error_handler_t::replace);
}

std::string inText(std::optional<Time> time, Time now) {
    return time && *time > now ? "in " + cli::ageText(now - (*time - now), now) : "";
}

void writeTable(std::FILE* out, const std::vector<SourceState>& states, Time now) {
    cli::Table table({"SOURCE", "KIND", "HEALTH", "OK", "NEXT", "REQ/H", "BYTES/H", "SCOPES", "ERROR"});
    for (const SourceState& state : states) {
        const auto good = std::count_if(state.scopes.begin(), state.scopes.end(),
                                        [](const ScopeState& scope) { return scope.ok; });
        table.add({state.source, state.kind, std::string(word(state.health)), cli::ageText(state.okAt, now),
                   inText(state.nextPollAt, now), std::to_string(state.requestsLastHour),
                   std::to_string(state.bytesLastHour),
                   std::to_string(good) + "/" + std::to_string(state.scopes.size()),
                   state.error ? state.error->message : ""});
    }
    std::fputs(table.text(cli::terminalWidth()).c_str(), out);
}

} // namespace

void addUnpolled(std::vector<SourceState>& states, const Config& config) {
    for (const ConfiguredSource& source : config.sources) {
        const bool known = std::any_of(states.begin(), states.end(),
                                       [&](const SourceState& state) { return state.source == source.name; });
        if (known) continue;
        SourceState state;
        state.source = source.name;
        state.kind = source.kind;
        state.health = source.enabled ? SourceHealth::unknown : SourceHealth::disabled;
        states.push_back(std::move(state));
    }
}

void writeSources(std::FILE* out, const std::vector<SourceState>& states, cli::Format format, Time now) {
    if (format == cli::Format::table) return writeTable(out, states, now);
    Object all = Object::array();
    for (const SourceState& state : states) all.push_back(sourceJson(state));
    if (format == cli::Format::json) {
        std::fprintf(out, "%s\n", text(all, 1).c_str());
        return;
    }
    for (const Object& one : all) std::fprintf(out, "%s\n", text(one).c_str());
}

} // namespace shipglass
