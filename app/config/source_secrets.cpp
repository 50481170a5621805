// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_secrets.h"

#include <algorithm>

namespace shipglass {

namespace {

/// Most go into headers and URLs, where a line end would begin another header.
bool fitsOneLine(std::string_view key, std::string_view value) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    const bool mayHaveLines = key.starts_with("env.") || key == "tls.key";
    return mayHaveLines || std::none_of(value.begin(), value.end(), control);
}

/// The secret of a key, in a shape that fits there. The error names the key.
Result<FoundSecret> findFor(const std::string& key, const SecretReference& reference,
                            const SecretDoors& doors) {
    auto found = findSecret(reference, doors);
    if (found && !fitsOneLine(key, found->value.reveal()))
        return Error{Fault::config, key + ": the secret is more than one line", 0, {}};
    if (found) return found;
    auto error = found.error();
    error.message = key + ": " + error.message;
    return error;
}

bool needsAsking(const SecretReference& reference) {
    return reference.origin == SecretOrigin::keychain || reference.origin == SecretOrigin::command;
}

} // namespace

std::map<std::string, ConfiguredText> secretTexts(const ConfiguredSource& source) {
    std::map<std::string, ConfiguredText> texts;
    const auto add = [&](const std::string& section, const std::map<std::string, ConfiguredText>& values) {
        for (const auto& [key, value] : values) texts[section + "." + key] = value;
    };
    add("auth", source.auth);
    add("actionAuth", source.actionAuth);
    add("headers", source.headers);
    add("env", source.env);
    if (!source.proxy.empty()) texts["proxy"] = source.proxy;
    if (!source.tls.key.empty()) texts["tls.key"] = source.tls.key;
    return texts;
}

SourceSecrets::SourceSecrets(const ConfiguredSource& source, SecretDoors doors)
    : m_texts(secretTexts(source)), m_doors(std::move(doors)) {}

Result<bool> SourceSecrets::resolve(bool refused) {
    bool changed = false;
    for (const auto& [key, text] : m_texts) {
        if (!text.reference) continue;
        const bool again = refused && text.reference->origin != SecretOrigin::env;
        {
            const std::lock_guard lock(m_mutex);
            if (m_found.contains(key) && !again) continue;
        }
        const auto taken = take(key, *text.reference);
        if (!taken) return taken;
        changed = changed || *taken;
    }
    return changed;
}

Result<bool> SourceSecrets::take(const std::string& key, const SecretReference& reference) {
    auto found = findFor(key, reference, m_doors);
    if (!found) return found.error();
    const std::lock_guard lock(m_mutex);
    auto& held = m_found[key];
    const bool changed = !(held.value == found->value);
    held = std::move(*found);
    return changed;
}

std::string SourceSecrets::value(std::string_view key) const {
    const auto text = m_texts.find(std::string(key));
    if (text == m_texts.end()) return {};
    if (!text->second.reference) return text->second.clear;
    const std::lock_guard lock(m_mutex);
    const auto found = m_found.find(text->first);
    return found == m_found.end() ? std::string() : std::string(found->second.value.reveal());
}

std::vector<std::string> SourceSecrets::values() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> values;
    for (const auto& [key, found] : m_found) values.emplace_back(found.value.reveal());
    return values;
}

std::vector<std::string> SourceSecrets::warnings() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> warnings;
    for (const auto& [key, found] : m_found)
        if (!found.warning.empty()) warnings.push_back(key + ": " + found.warning);
    return warnings;
}

std::vector<Mistake> missingSecrets(const Config& config, const std::string& file, const SecretDoors& doors,
                                    bool all) {
    Mistakes mistakes(file);
    for (const ConfiguredSource& source : config.sources)
        for (const auto& [key, text] : secretTexts(source)) {
            if (!source.enabled || !text.reference || (needsAsking(*text.reference) && !all)) continue;
            const auto found = findFor(key, *text.reference, doors);
            if (!found) mistakes.add(text.place, found.error().message);
        }
    return mistakes.sorted();
}

} // namespace shipglass
