// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/sources_output.h"

#include "cli/output.h"
#include "cli/table.h"
#include "codec/csv.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace shipglass {

namespace {

using Object = nlohmann::ordered_json;

void putTime(Object& json, const char* key, std::optional<Time> time) {
    if (time) json[key] = formatTime(*time);
}

Object errorJson(const Error& error) {
    Object json{{"fault", word(error.fault)}, {"message", error.message}};
    putTime(json, "retryAfter", error.retryAfter);
    return json;
}

/// A clock that is wrong by more than this makes every time of the source wrong.
bool isSkewed(const SourceState& state) { return std::chrono::abs(state.skew) > std::chrono::minutes{2}; }

/// When the rate limit in force is over: as the system said, else when it is asked again.
std::optional<Time> limitedUntil(const SourceState& state, Time now) {
    if (state.health != SourceHealth::rateLimited) return std::nullopt;
    const bool said = state.error && state.error->retryAfter;
    const auto until = said ? state.error->retryAfter : state.nextPollAt;
    return until > now ? until : std::nullopt;
}

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
    if (isSkewed(state)) json["skewMs"] = state.skew.count();
    json["requestsLastHour"] = state.requestsLastHour;
    json["bytesLastHour"] = state.bytesLastHour;
    if (!state.backfill.empty()) json["backfill"] = state.backfill;
    if (const auto shrunk = shrinkage(state.scopes); !shrunk.empty()) json["shrinkage"] = shrunk;
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

std::string healthText(const SourceState& state, Time now) {
    const auto until = limitedUntil(state, now);
    if (!until) return std::string(word(state.health));
    constexpr std::size_t toTheSecond = 19;
    return "rate-limited until " + formatTime(*until).substr(0, toTheSecond) + "Z";
}

/// How old the scope is that was read the longest ago.
std::string oldestScope(const SourceState& state, Time now) {
    if (state.scopes.empty()) return "";
    const auto older = [](const ScopeState& a, const ScopeState& b) { return a.okAt < b.okAt; };
    const auto oldest = std::min_element(state.scopes.begin(), state.scopes.end(), older);
    return oldest->okAt ? cli::ageText(oldest->okAt, now) : "never";
}

std::string errorText(const SourceState& state) {
    const std::string clock =
        isSkewed(state) ? "its clock is off by " + formatDuration(std::chrono::abs(state.skew)) : "";
    std::string text;
    for (const auto& part : {state.error ? state.error->message : "", shrinkage(state.scopes), clock})
        if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
    return text;
}

std::string scopesText(const SourceState& state) {
    const auto good = std::count_if(state.scopes.begin(), state.scopes.end(),
                                    [](const ScopeState& scope) { return scope.ok; });
    return std::to_string(good) + "/" + std::to_string(state.scopes.size());
}

void writeTable(std::FILE* out, const std::vector<SourceState>& states, Time now) {
    cli::Table table(
        {"SOURCE", "KIND", "HEALTH", "OK", "OLDEST", "NEXT", "REQ/H", "BYTES/H", "SCOPES", "ERROR"});
    for (const SourceState& state : states) {
        table.add({state.source, state.kind, healthText(state, now), cli::ageText(state.okAt, now),
                   oldestScope(state, now), inText(state.nextPollAt, now),
                   std::to_string(state.requestsLastHour), std::to_string(state.bytesLastHour),
                   scopesText(state), errorText(state)});
    }
    std::fputs(table.text(cli::terminalWidth()).c_str(), out);
}

/// The columns are the keys of the JSON, with the error's own in its place.
void writeCsv(std::FILE* out, const std::vector<SourceState>& states) {
    const std::vector<std::string> columns{
        "source",       "kind",       "health", "fault",    "message",   "retryAfter", "polledAt",
        "okAt",         "nextPollAt", "skewMs", "backfill", "shrinkage", "scopes",     "requestsLastHour",
        "bytesLastHour"};
    std::fprintf(out, "%s\r\n", csvLine(columns).c_str());
    for (const SourceState& state : states) {
        Object json = sourceJson(state);
        if (state.error) json.update(errorJson(*state.error));
        std::vector<std::string> cells;
        for (const auto& column : columns) {
            const auto found = json.find(column);
            const bool plain = found != json.end() && found->is_string();
            cells.push_back(plain ? found->get<std::string>() : found == json.end() ? "" : text(*found));
        }
        std::fprintf(out, "%s\r\n", csvLine(cells).c_str());
    }
}

} // namespace

void writeSources(std::FILE* out, const std::vector<SourceState>& states, cli::Format format, Time now) {
    if (format == cli::Format::table) return writeTable(out, states, now);
    if (format == cli::Format::csv) return writeCsv(out, states);
    Object all = Object::array();
    for (const SourceState& state : states) all.push_back(sourceJson(state));
    if (format == cli::Format::json) {
        std::fprintf(out, "%s\n", text(all, 1).c_str());
        return;
    }
    for (const Object& one : all) std::fprintf(out, "%s\n", text(one).c_str());
}

} // namespace shipglass
