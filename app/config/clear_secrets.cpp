// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/clear_secrets.h"

#include "config/secret_names.h"
#include "config/secret_reference.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// A user with a password, or one that is a token: `https://ana@example.org` names nothing but a person.
bool letsIn(std::string_view user) {
    const auto colon = user.find(':');
    return colon == none ? looksGenerated(user) : colon + 1 < user.size();
}

bool hasPassword(std::string_view text) {
    constexpr std::string_view behindScheme = "://";
    for (auto at = text.find(behindScheme); at != none; at = text.find(behindScheme, at)) {
        at += behindScheme.size();
        const auto authority = text.substr(at, text.find_first_of("/?# \t\n", at) - at);
        const auto sign = authority.rfind('@');
        if (sign != none && letsIn(authority.substr(0, sign))) return true;
    }
    return false;
}

/// A value that somebody could use; not a variable that is put in later, nor a switch.
bool isInClear(std::string_view name, std::string_view value) {
    const bool word = value.empty() || value == "true" || value == "false" || value == "null";
    return !word && value[0] != '$' && namesSecretFor(name, value);
}

/// `?token=...` and `&token=...` of an address or a path.
bool hasSecretInQuery(std::string_view text) {
    for (auto at = text.find('?'); at != none; at = text.find_first_of("?&", at + 1)) {
        const auto pair = text.substr(at + 1, text.find_first_of("?&# \t\n", at + 1) - at - 1);
        const auto sign = pair.find('=');
        if (sign != none && isInClear(pair.substr(0, sign), pair.substr(sign + 1))) return true;
    }
    return false;
}

std::string_view withoutDashes(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of('-'), text.size()));
}

/// `--token=...` and `TOKEN=...`.
bool assignsSecret(std::string_view argument) {
    const auto sign = argument.find('=');
    const auto name = withoutDashes(argument.substr(0, sign));
    return sign != none && name.find_first_of(" \t\n?/") == none &&
           isInClear(name, argument.substr(sign + 1));
}

/// `Authorization: Bearer ...`, as programs take headers.
bool isSecretHeader(std::string_view argument) {
    const auto sign = argument.find(": ");
    const auto name = argument.substr(0, sign);
    return sign != none && name.find(' ') == none && namesSecret(name) && argument.find('$', sign) == none;
}

/// `--token` with its value in the next argument.
bool asksForSecret(std::string_view option, std::string_view value) {
    return option.starts_with('-') && option.find('=') == none && !value.starts_with('-') &&
           isInClear(withoutDashes(option), value);
}

/// Goes through the file once.
class ClearSecrets {
public:
    explicit ClearSecrets(Mistakes& mistakes) : m_mistakes(mistakes) {}

    void look(const YamlPtr& node) {
        if (node->type == YamlType::scalar) text(*node);
        if (node->type == YamlType::list) arguments(node->items);
        for (const auto& item : node->items) look(item);
        for (const auto& [key, value] : node->entries) {
            look(key);
            if (key->text == "query") members(value, inHeaders);
            if (key->text == "settings") members(value, inEnvironment);
            look(value);
        }
    }

private:
    void text(const YamlNode& node) {
        if (hasPassword(node.text))
            m_mistakes.add(
                node.place,
                "an address in this file holds no password and no token: they belong into \"auth\", "
                "and for Git over https into its own credential helper");
        if (hasSecretInQuery(node.text)) m_mistakes.add(node.place, std::string(inHeaders));
    }
    void arguments(const std::vector<YamlPtr>& items) {
        for (std::size_t at = 0; at < items.size(); ++at)
            if (assignsSecret(items[at]->text) || isSecretHeader(items[at]->text) ||
                (at > 0 && asksForSecret(items[at - 1]->text, items[at]->text)))
                m_mistakes.add(items[at]->place, std::string(inEnvironment));
    }
    /// What a query and a program's settings are made of.
    void members(const YamlPtr& map, std::string_view advice) {
        for (const auto& [name, value] : map->entries) {
            if (value->type == YamlType::scalar && isInClear(name->text, value->text))
                m_mistakes.add(value->place, std::string(advice));
            members(value, advice);
        }
    }

    static constexpr std::string_view inHeaders =
        "a secret is never written into the file, nor sent in an address, which servers write down: name it "
        "in \"auth\" or in \"headers\", as headers: { X-Api-Key: \"${env:NAME}\" }";
    static constexpr std::string_view inEnvironment =
        "a secret is never written into the file, nor given to a program as an argument or a setting, which "
        "others may read: hand it over in \"env\", as env: { API_TOKEN: \"${env:API_TOKEN}\" }";
    Mistakes& m_mistakes;
};

} // namespace

void refuseIssuedSecrets(const YamlPtr& node, Mistakes& mistakes) {
    if (node->type == YamlType::scalar && looksLikeSecret(node->text))
        mistakes.add(
            node->place,
            "this looks like a secret: put it where nobody reads it, take it back where it was issued, and "
            "name it as ${env:NAME}, ${keychain:NAME}, ${file:/path} or ${command:program arguments}");
    for (const auto& item : node->items) refuseIssuedSecrets(item, mistakes);
    for (const auto& [key, value] : node->entries) {
        refuseIssuedSecrets(key, mistakes);
        refuseIssuedSecrets(value, mistakes);
    }
}

void refuseSecretsInClear(const YamlPtr& root, Mistakes& mistakes) { ClearSecrets(mistakes).look(root); }

} // namespace shipglass
