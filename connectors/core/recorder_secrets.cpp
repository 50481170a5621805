// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/recorder_secrets.h"

#include "net/credential_patterns.h"
#include "net/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace shipglass {

namespace {

using nlohmann::json;

constexpr std::string_view masked = "***";
/// What is shorter may be a word of everyday and would be masked all over.
constexpr std::size_t shortestToken = 12;
/// Every text is searched for each.
constexpr std::size_t mostLearned = 32;

std::vector<std::string> secretNames(const SourceConfig& config) {
    std::vector<std::string> names{"proxy"};
    const auto add = [&names](const std::string& section, const std::vector<std::string>& keys) {
        for (const auto& key : keys)
            if (key != "user") names.push_back(section + key);
    };
    add("auth.", config.authKeys);
    add("actionAuth.", config.actionAuthKeys);
    add("headers.", config.headerNames);
    add("env.", config.envNames);
    return names;
}

/// A generated value, which no word or path is.
bool looksGenerated(std::string_view text) {
    const auto is = [](auto test) { return [test](char c) { return test(static_cast<unsigned char>(c)); }; };
    return text.size() >= shortestToken && std::any_of(text.begin(), text.end(), is(isdigit)) &&
           std::none_of(text.begin(), text.end(), is(isspace)) && text != masked;
}

/// The value of a cookie as it is sent and set: `name=value; ...`.
std::string_view cookieValue(std::string_view pair) {
    const auto value = pair.substr(std::min(pair.find('='), pair.size() - 1) + 1);
    return trimmed(value.substr(0, value.find(';')));
}

/// `{"name": "DB_PASSWORD", "value": ...}`, as build servers list variables.
bool namesCredential(const json& object) {
    for (const auto* key : {"name", "key"}) {
        const auto found = object.find(key);
        if (found != object.end() && found->is_string() &&
            isCredentialName(found->get_ref<const std::string&>()))
            return true;
    }
    return false;
}

} // namespace

void RecorderSecrets::follow(const SourceConfig& config, std::shared_ptr<Secrets> secrets) {
    m_secrets = std::move(secrets);
    m_names = secretNames(config);
    refresh();
}

void RecorderSecrets::refresh() {
    auto known = m_secrets->values();
    for (const auto& name : m_names) known.push_back(m_secrets->secret(name));
    if (known == m_known) return;
    m_known = std::move(known);
    rebuild();
}

void RecorderSecrets::rebuild() {
    auto all = m_known;
    all.insert(all.end(), m_learned.begin(), m_learned.end());
    m_redactor = Redactor(all);
}

void RecorderSecrets::learn(std::string_view secret) {
    if (secret.size() < 4 || secret == masked || m_learned.size() >= mostLearned) return;
    if (m_learned.emplace(secret).second) rebuild();
}

void RecorderSecrets::learnToken(std::string_view text) {
    if (looksGenerated(text)) learn(text);
}

void RecorderSecrets::learn(const WireRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (!isCredentialName(name)) continue;
        learn(value);
        const auto blank = value.find(' '); // `Bearer ...`
        if (blank != std::string::npos) learn(std::string_view(value).substr(blank + 1));
    }
    const auto colon = request.credentials.find(':');
    if (colon != std::string::npos) learn(std::string_view(request.credentials).substr(colon + 1));
}

void RecorderSecrets::learn(const WireAnswer& answer) {
    for (const auto& [name, value] : answer.headers) {
        if (!isCredentialName(name) || value.empty()) continue;
        learnToken(name == "set-cookie" ? cookieValue(value) : std::string_view(value));
    }
}

void RecorderSecrets::mask(json& document) { maskValue(document, false); }

void RecorderSecrets::maskValue(json& value, bool credential) {
    if (value.is_string()) {
        auto& text = value.get_ref<std::string&>();
        if (credential) learnToken(text);
        text = credential && !text.empty() ? masked : (*this)(text);
    } else if (value.is_number()) {
        if (isIn(value.dump())) value = masked;
    } else if (value.is_array()) {
        for (auto& item : value) maskValue(item, credential);
    } else if (value.is_object()) {
        const bool named = namesCredential(value);
        json clean = json::object();
        for (auto& [name, member] : value.items()) {
            maskValue(member, credential || isCredentialName(name) || (named && name == "value"));
            clean[(*this)(name)] = std::move(member);
        }
        value = std::move(clean);
    }
}

} // namespace shipglass
