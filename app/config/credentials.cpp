// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/credentials.h"

#include "config/secret_names.h"
#include "records/nearest.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::string_view rightWay =
    "a secret is never written into the file: name it as ${env:NAME}, ${keychain:NAME}, ${file:/path} or "
    "${command:program arguments}";
constexpr std::array<std::string_view, 11> usualKeys{"token",     "user",         "password", "accessKey",
                                                     "secretKey", "sessionToken", "apiKey",   "appKey",
                                                     "cert",      "key",          "clientId"};

/// User names, ids of access keys and certificates tell nobody anything that lets him in.
bool mayBeClear(std::string_view key) {
    return key == "user" || key == "accessKey" || key == "cert" || key == "clientId";
}

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isHeaderName(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(),
                                        [](char c) { return isLetterOrDigit(c) || c == '-' || c == '_'; });
}

bool isVariableName(std::string_view name) {
    const bool begins = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
    return begins &&
           std::all_of(name.begin(), name.end(), [](char c) { return isLetterOrDigit(c) || c == '_'; });
}

std::vector<std::string> keysOf(const KindInfo* kind) {
    if (!kind) return {usualKeys.begin(), usualKeys.end()};
    std::vector<std::string> keys;
    for (const KindAuth& way : kind->auth) keys.insert(keys.end(), way.keys.begin(), way.keys.end());
    return keys;
}

/// The ways to log in, as "token, or user and password".
std::string waysOf(const KindInfo& kind) {
    std::string text;
    for (const KindAuth& way : kind.auth) {
        if (way.keys.empty()) continue;
        text += text.empty() ? "" : ", or ";
        for (std::size_t index = 0; index < way.keys.size(); ++index)
            text += (index ? " and " : "") + way.keys[index];
    }
    return text;
}

bool complete(const KindInfo& kind, const ConfiguredAuth& auth) {
    return std::any_of(kind.auth.begin(), kind.auth.end(), [&](const KindAuth& way) {
        const auto has = [&](const std::string& key) { return auth.contains(key); };
        return way.keys.size() == auth.size() && std::all_of(way.keys.begin(), way.keys.end(), has);
    });
}

} // namespace

std::string trustAdvice(const FileTrust& trust) {
    return trust.ownedByReader ? "others can write to this file: chmod go-w it first"
                               : "this file belongs to somebody else";
}

ConfiguredText CredentialReader::read(const YamlPtr& node) const {
    ConfiguredText value;
    value.place = node->place;
    const auto text = textOf(node, m_mistakes);
    if (!text) return value;
    if (text->find("${") == std::string::npos) {
        value.clear = *text;
        if (text->empty()) m_mistakes.add(node->place, "the value is empty");
        return value;
    }
    auto reference = parseSecretReference(*text);
    if (!reference)
        m_mistakes.add(node->place, reference.error().message);
    else if (reference->origin == SecretOrigin::command && !m_trust.trusted())
        m_mistakes.add(node->place, "${command:} is not run from here: " + trustAdvice(m_trust));
    else
        value.reference = std::move(*reference);
    return value;
}

ConfiguredText CredentialReader::secretOnly(const YamlPtr& node) const {
    auto value = read(node);
    if (!value.clear.empty()) m_mistakes.add(node->place, std::string(rightWay));
    value.clear.clear();
    return value;
}

ConfiguredAuth CredentialReader::auth(const YamlPtr& node, const KindInfo* kind) const {
    ConfiguredAuth auth;
    if (!node) return auth;
    if (node->type == YamlType::scalar) {
        m_mistakes.add(node->place,
                       "keys are expected here, as { token: \"${env:NAME}\" }; " + std::string(rightWay));
        return auth;
    }
    MapReader map(node, m_mistakes);
    const auto keys = keysOf(kind);
    if (kind && keys.empty()) {
        m_mistakes.add(node->place, "sources of this kind take no credential");
        return auth;
    }
    for (const auto& key : keys)
        if (const auto value = auth.contains(key) ? nullptr : map.child(key))
            auth[key] = mayBeClear(key) ? read(value) : secretOnly(value);
    map.finish();
    if (kind && !complete(*kind, auth))
        m_mistakes.add(node->place, "sources of this kind log in with " + waysOf(*kind));
    return auth;
}

void CredentialReader::requireAuth(const ConfiguredSource& source, const KindInfo& kind) const {
    const bool withoutWorks = kind.auth.empty() || complete(kind, {});
    if (!withoutWorks)
        m_mistakes.add(source.place, "\"auth\" is missing: sources of this kind log in with " + waysOf(kind));
}

std::map<std::string, ConfiguredText> CredentialReader::named(const YamlPtr& node,
                                                              bool (*nameFits)(std::string_view)) const {
    std::map<std::string, ConfiguredText> values;
    if (!node) return values;
    MapReader map(node, m_mistakes);
    if (node->type != YamlType::map) return values;
    for (const auto& [key, value] : node->entries) {
        if (!nameFits(key->text))
            m_mistakes.add(key->place, "a name of letters, digits, - and _ is expected here");
        else if (const auto given = map.child(key->text))
            values[key->text] = namesSecret(key->text) ? secretOnly(given) : read(given);
    }
    return values;
}

std::map<std::string, ConfiguredText> CredentialReader::headers(const YamlPtr& node) const {
    return named(node, isHeaderName);
}

std::map<std::string, ConfiguredText> CredentialReader::environment(const YamlPtr& node) const {
    return named(node, isVariableName);
}

ConfiguredText CredentialReader::proxy(const YamlPtr& node) const {
    if (!node) return {};
    auto value = read(node);
    const auto host = value.clear.find("://");
    if (!value.clear.empty() && host == std::string::npos)
        m_mistakes.add(node->place, "a URL is expected here, as http://proxy:3128");
    if (host != std::string::npos && value.clear.find('@', host) != std::string::npos)
        m_mistakes.add(node->place, "a proxy with a user is a secret as a whole: " + std::string(rightWay));
    return value;
}

ConfiguredTls CredentialReader::tls(const YamlPtr& node) const {
    ConfiguredTls tls;
    if (!node) return tls;
    MapReader map(node, m_mistakes);
    map.text("ca", tls.authority);
    map.text("certificate", tls.certificate);
    if (const auto key = map.child("key")) tls.key = read(key);
    map.finish();
    // A file's reference and its path say the same here: the transport takes a path.
    if (tls.key.reference && tls.key.reference->origin == SecretOrigin::file)
        tls.key.clear = std::exchange(tls.key.reference, {})->name;
    return tls;
}

} // namespace shipglass
