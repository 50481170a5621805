// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reverts.h"

#include <algorithm>
#include <array>

namespace shipglass::delivery {

namespace {

constexpr std::size_t shortSha = 7;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }

std::string_view dropped(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

/// The digits after the last `#` or `!` of `acme/web#12`, `#12`, `!12`.
std::string numberIn(std::string_view text) {
    const auto mark = text.find_last_of("#!");
    if (mark == std::string_view::npos) return "";
    const auto digits = text.substr(mark + 1);
    return std::string(digits.begin(), std::find_if_not(digits.begin(), digits.end(), isDigit));
}

/// The `12` of `Add a cart (#12)`, as GitHub writes it on squashed commits.
std::string numberAfter(std::string_view title) {
    const auto open = title.rfind(" (#");
    return open != std::string_view::npos && title.ends_with(')') ? numberIn(title.substr(open)) : "";
}

/// The number of a change, by its id or, of a commit, by its title.
std::string numberOf(const Change& change) {
    auto number = numberIn(change.id);
    return number.empty() ? numberAfter(change.title) : number;
}

/// Reads `#12` or a sha; false for anything else.
bool readName(std::string_view word, Reverted& reverted) {
    const auto number = numberIn(word);
    const bool isSha = word.size() >= shortSha && std::all_of(word.begin(), word.end(), isHex);
    if (!number.empty())
        reverted.number = number;
    else if (isSha)
        reverted.sha = word;
    return isSha || !number.empty();
}

std::string_view withoutNoun(std::string_view text) {
    for (const std::string_view noun :
         {"commit ", "merge request ", "pull request ", "PR ", "MR ", "version ", "release "})
        text = dropped(text, noun);
    return text;
}

/// What a title takes back: a quoted title, or after a colon; a number, a sha or, as one word, a version.
void readTitle(std::string_view title, Reverted& reverted) {
    constexpr std::string_view verb = "evert";
    if (title.empty() || (title.front() != 'R' && title.front() != 'r')) return;
    title.remove_prefix(1);
    if (!title.starts_with(verb) || title.size() < verb.size() + 2) return;
    title.remove_prefix(verb.size());
    const auto end = title.rfind('"');
    if (title.starts_with(": ") || (title.starts_with(" \"") && end > 1)) {
        reverted.title = title.starts_with(": ") ? title.substr(2) : title.substr(2, end - 2);
        reverted.number = numberAfter(reverted.title);
    } else if (title.front() == ' ') {
        const auto named = withoutNoun(title.substr(1));
        const bool isVersion =
            named.find(' ') == std::string_view::npos && std::any_of(named.begin(), named.end(), isDigit);
        if (!readName(named.substr(0, named.find(' ')), reverted) && isVersion) reverted.version = named;
    }
}

/// What follows `reverts ` in a message.
void readReference(std::string_view text, Reverted& reverted) {
    constexpr std::string_view verb = "everts ";
    const auto at = text.find(verb);
    if (at == std::string_view::npos) return;
    text = withoutNoun(text.substr(at + verb.size()));
    readName(text.substr(0, text.find_first_of(" \t\r\n.,;)")), reverted);
}

std::string titleKey(const std::string& service, std::string_view title) {
    return service + "\x1f\"" + std::string(title);
}
std::string numberKey(const std::string& service, std::string_view number) {
    return service + "\x1f#" + std::string(number);
}
std::string shaKey(const std::string& service, std::string_view sha) {
    return service + "\x1f@" + std::string(sha.substr(0, shortSha));
}

/// What names a revert's original, the surest first.
std::string keyOf(const std::string& service, const Reverted& reverted) {
    if (!reverted.sha.empty()) return shaKey(service, reverted.sha);
    if (!reverted.number.empty()) return numberKey(service, reverted.number);
    return titleKey(service, reverted.title);
}

} // namespace

std::optional<Reverted> revertedBy(const Change& change) {
    Reverted reverted;
    readTitle(change.title, reverted);
    readReference(change.title, reverted);
    for (const char* key : {"message", "body", "description"})
        if (const auto found = change.attributes.find(key); found != change.attributes.end())
            if (const auto* text = std::get_if<std::string>(&found->second)) readReference(*text, reverted);
    const bool any = !reverted.title.empty() || !reverted.number.empty() || !reverted.sha.empty() ||
                     !reverted.version.empty();
    return any ? std::optional(reverted) : std::nullopt;
}

std::optional<Reverted> Reverts::read(const Change& change, const std::string& service, dora::Row row) {
    settle(titleKey(service, change.title), row);
    if (const auto number = numberOf(change); !number.empty()) settle(numberKey(service, number), row);
    if (!change.commit.empty()) settle(shaKey(service, change.commit), row);
    auto reverted = revertedBy(change);
    if (reverted && reverted->version.empty()) m_wanted.emplace(keyOf(service, *reverted), row);
    return reverted;
}

void Reverts::settle(const std::string& key, dora::Row original) {
    const auto [begin, end] = m_wanted.equal_range(key);
    for (auto each = begin; each != end; ++each) m_found.push_back({each->second, original});
    m_wanted.erase(begin, end);
}

} // namespace shipglass::delivery
