// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secret_reference.h"

#include "records/nearest.h"

#include <algorithm>

namespace shipglass {

namespace {

Error wrong(std::string message) { return Error{Fault::config, std::move(message), 0, {}}; }

/// Splits a command into its words as a shell would quote them, without any of a shell's other powers.
Result<std::vector<std::string>> splitWords(std::string_view text) {
    std::vector<std::string> words;
    std::string current;
    bool inWord = false;
    char quote = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool separator = !quote && (c == ' ' || c == '\t' || c == '\n');
        if (separator && inWord) words.push_back(std::exchange(current, {}));
        inWord = !separator;
        if (separator) continue;
        if (c == '\\' && quote != '\'' && at + 1 < text.size())
            current += text[++at];
        else if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else
            current += c;
    }
    if (quote) return wrong("a quotation mark in the command is never closed");
    if (inWord) words.push_back(current);
    return words;
}

bool isVariable(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
           std::all_of(name.begin(), name.end(), allowed);
}

Result<SecretReference> named(SecretOrigin origin, std::string_view name) {
    SecretReference reference{origin, std::string(name), {}};
    if (name.empty())
        return wrong("the reference names nothing: write ${" + std::string(word(origin)) + ":NAME}");
    if (origin == SecretOrigin::env && !isVariable(name))
        return wrong("this is no name of an environment variable");
    if (origin == SecretOrigin::file && name[0] != '/')
        return wrong("the path of a secret's file begins with /");
    if (origin != SecretOrigin::command) return reference;
    auto words = splitWords(name);
    if (!words) return words.error();
    if (words->empty() || words->front().empty()) return wrong("the command is empty");
    reference.argv = std::move(*words);
    return reference;
}

std::string quotedWord(const std::string& word) {
    if (!word.empty() && word.find_first_of(" \t\n\"'\\") == std::string::npos) return word;
    std::string text = "\"";
    for (const char c : word) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + "\"";
}

bool isTokenLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// True for text that begins with a token whose prefix its issuer made known.
bool isIssuedToken(std::string_view text) {
    constexpr std::array<std::string_view, 11> issued{"ghp_",  "gho_",        "ghu_",   "ghs_",
                                                      "ghr_",  "github_pat_", "glpat-", "xoxb-",
                                                      "xoxp-", "sk_live_",    "AIza"};
    constexpr std::size_t shortest = 20;
    const bool known = std::any_of(issued.begin(), issued.end(),
                                   [&](std::string_view prefix) { return text.starts_with(prefix); });
    const auto* const end = std::find_if_not(text.begin(), text.end(), isTokenLetter);
    return known && end - text.begin() >= static_cast<std::ptrdiff_t>(shortest);
}

} // namespace

bool mentionsSecret(std::string_view text) {
    return std::any_of(Words<SecretOrigin>::list.begin(), Words<SecretOrigin>::list.end(),
                       [&](std::string_view origin) {
                           return text.find("${" + std::string(origin) + ":") != std::string_view::npos;
                       });
}

Result<SecretReference> parseSecretReference(std::string_view text) {
    constexpr std::string_view kinds =
        "${env:X}, ${keychain:NAME}, ${file:/path} or ${command:program arguments}";
    if (!text.starts_with("${") || !text.ends_with('}'))
        return wrong("a reference to a secret is a whole value: nothing may stand before or behind it");
    const auto inner = text.substr(2, text.size() - 3);
    const auto colon = inner.find(':');
    if (colon == std::string_view::npos)
        return wrong("a reference to a secret is written " + std::string(kinds));
    const auto origin = fromWord<SecretOrigin>(inner.substr(0, colon));
    if (!origin)
        return wrong("there is no reference of this kind; the nearest is " +
                     nearestWord(inner.substr(0, colon), Words<SecretOrigin>::list) + " of " +
                     std::string(kinds));
    const auto name = inner.substr(colon + 1);
    if (*origin != SecretOrigin::command && name.find('}') != std::string_view::npos)
        return wrong("a reference to a secret is a whole value: nothing may stand before or behind it");
    return named(*origin, name);
}

std::string format(const SecretReference& reference) {
    std::string text = "${" + std::string(word(reference.origin)) + ":" + reference.name;
    if (reference.name.empty())
        for (const auto& part : reference.argv)
            text += (&part == &reference.argv.front() ? "" : " ") + quotedWord(part);
    return text + "}";
}

bool looksLikeSecret(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((at == 0 || !isTokenLetter(text[at - 1])) && isIssuedToken(text.substr(at))) return true;
    return text.find("PRIVATE KEY-----") != std::string_view::npos;
}

} // namespace shipglass
