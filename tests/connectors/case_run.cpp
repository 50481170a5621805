// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_run.h"

#include "case_call.h"
#include "connectors/registry.h"

#include <fstream>

namespace shipglass {

namespace {

using nlohmann::json;

Json exchangesOf(json document) {
    if (!document.is_array()) throw Failure(Fault::config, "exchange.json is a list of exchanges");
    return Json(std::move(document));
}

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The keys of `auth:` and its like, with their values noted as secrets of that section.
std::vector<std::string> section(const json& settings, const std::string& name,
                                 std::map<std::string, std::string, std::less<>>& secrets) {
    std::vector<std::string> keys;
    const auto values = settings.value(name, json::object());
    for (const auto& [key, value] : values.items()) {
        keys.push_back(key);
        secrets[name + "." + key] = value.get<std::string>();
    }
    return keys;
}

std::pair<Facet, std::string> scopeNamed(const std::string& name) {
    const auto blank = name.find(' ');
    const auto facet = fromWord<Facet>(name.substr(0, blank));
    if (!facet || blank == std::string::npos)
        throw Failure(Fault::config, "a scope is named <facet> <scope>: " + name);
    return {*facet, name.substr(blank + 1)};
}

void sortRecords(json& records) {
    std::vector<json> sorted(records.begin(), records.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const json& a, const json& b) {
        return std::pair(textOf(a, "kind"), textOf(a, "id")) < std::pair(textOf(b, "kind"), textOf(b, "id"));
    });
    records = json(sorted);
}

void addFault(json& outcome, const Error& error) {
    outcome["fault"] = word(error.fault);
    outcome["message"] = error.message;
    if (error.retryAfter) outcome["retryAfter"] = formatTime(*error.retryAfter);
}

} // namespace

json readCaseFile(const std::string& path) {
    std::ifstream file(path);
    auto document = json::parse(file, nullptr, false);
    if (!file || document.is_discarded()) throw Failure(Fault::config, path + " is missing or no JSON");
    return document;
}

CaseRun::CaseRun(const std::string& folder)
    : CaseRun(readCaseFile(folder + "/settings.json"), readCaseFile(folder + "/exchange.json"), folder) {}

CaseRun::CaseRun(json settings, json exchanges, const std::string& folder)
    : m_settings(std::move(settings)), m_replay(exchangesOf(std::move(exchanges)), folder) {
    configure();
    setTimeAndCursors();
}

void CaseRun::configure() {
    m_config.connector = findConnector(textOf(m_settings, "kind"));
    if (!m_config.connector)
        throw Failure(Fault::config, "no connector is called " + textOf(m_settings, "kind"));
    m_config.name = m_settings.value("name", textOf(m_settings, "kind"));
    m_config.url = textOf(m_settings, "url");
    m_config.settings = Json(m_settings);
    std::map<std::string, std::string, std::less<>> secrets;
    m_config.authKeys = section(m_settings, "auth", secrets);
    m_config.actionAuthKeys = section(m_settings, "actionAuth", secrets);
    m_config.headerNames = section(m_settings, "headers", secrets);
    m_config.envNames = section(m_settings, "env", secrets);
    m_secrets = std::make_shared<FixedSecrets>(std::move(secrets));
}

void CaseRun::setTimeAndCursors() {
    const auto now = parseTime(textOf(m_settings, "now")), since = parseTime(textOf(m_settings, "since"));
    if (now) m_clock.advanceTo(*now);
    m_host.oldest = since ? *since : m_clock.now() - std::chrono::hours(24 * 90);
    const auto cursors = m_settings.value("cursors", json::object());
    for (const auto& [name, cursor] : cursors.items())
        m_host.cursors[scopeNamed(name)] = cursor.get<std::string>();
    for (const auto& name : m_settings.value("closed", json::array()))
        m_host.closedScopes.insert(scopeNamed(name.get<std::string>()));
}

std::shared_ptr<SessionCore> CaseRun::makeCore(SessionRole role) {
    SessionWorld world;
    world.transport = &m_replay;
    world.local = &m_replay;
    world.clock = &m_clock;
    world.host = &m_host;
    world.cache = &m_cache;
    world.budgets = &m_budgets;
    world.secrets = m_secrets;
    world.random = [] { return 0.5; };
    if (!m_recordFolder.empty()) {
        m_recorder = std::make_unique<Recorder>(m_recordFolder, world);
        m_recorder->begin(m_config, m_secrets, m_host);
        world.transport = m_recorder.get();
        world.local = m_recorder.get();
    }
    return std::make_shared<SessionCore>(m_config, std::move(world), role);
}

json CaseRun::run() {
    const auto call = m_settings.find("call");
    if (call == m_settings.end()) return poll(Session(makeCore(SessionRole::poll)));
    const CaseCall asked(*m_config.connector, *call);
    const Session session(makeCore(asked.isAction() ? SessionRole::action : SessionRole::person));
    const auto answered = finish(asked.start(session), m_clock);
    json outcome = json::object();
    if (answered.ok())
        outcome["call"] = *answered;
    else
        addFault(outcome, answered.error());
    return completed(std::move(outcome));
}

json CaseRun::poll(Session session) {
    const auto polled = finish(m_config.connector->poll(session), m_clock);
    json outcome = handedOver();
    if (!polled.ok()) addFault(outcome, polled.error());
    return completed(std::move(outcome));
}

json CaseRun::handedOver() const {
    std::map<std::pair<Facet, std::string>, json> scopes;
    json outcome{{"records", json::array()}};
    for (const auto& batch : m_host.batches) {
        for (const auto& record : batch.records()) outcome["records"].push_back(recordJson(record));
        auto& scope = scopes[{batch.facet(), batch.scope()}];
        scope = {{"facet", word(batch.facet())}, {"scope", batch.scope()}, {"ok", batch.last()}};
        if (!batch.last()) scope["error"] = "unfinished";
        if (batch.cursor())
            outcome["cursors"][std::string(word(batch.facet())) + " " + batch.scope()] = *batch.cursor();
    }
    for (const auto& failed : m_host.failures)
        scopes[{failed.facet, failed.scope}] = {{"facet", word(failed.facet)},
                                                {"scope", failed.scope},
                                                {"ok", false},
                                                {"error", word(failed.error.fault)}};
    for (const auto& [name, scope] : scopes) outcome["scopes"].push_back(scope);
    if (m_host.lookAgainAt) outcome["lookAgainAt"] = formatTime(*m_host.lookAgainAt);
    return outcome;
}

json completed(json expected) {
    if (expected.contains("call")) return expected;
    for (const auto* list : {"records", "scopes"})
        if (!expected.contains(list)) expected[list] = json::array();
    if (!expected.contains("cursors")) expected["cursors"] = json::object();
    sortRecords(expected["records"]);
    return expected;
}

std::string firstDifference(const json& expected, json actual) {
    for (const auto* said : {"message", "retryAfter"})
        if (!expected.contains(said)) actual.erase(said);
    const auto differences = json::diff(expected, actual);
    if (differences.empty()) return {};
    const auto& first = differences.front();
    const std::string path = first["path"], op = first["op"];
    if (op == "add") return "at " + path + ": did not expect " + first["value"].dump();
    const auto was = expected[json::json_pointer(path)].dump();
    return "at " + path + ": expected " + was + (op == "remove" ? "" : ", got " + first["value"].dump());
}

} // namespace shipglass
