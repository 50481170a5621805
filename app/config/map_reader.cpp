// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/map_reader.h"

#include "records/nearest.h"

#include <algorithm>
#include <charconv>

namespace shipglass {

MapReader::MapReader(YamlPtr map, Mistakes& mistakes) : m_map(std::move(map)), m_mistakes(mistakes) {
    if (!m_map) return;
    m_place = m_map->place;
    if (m_map->type == YamlType::map) return;
    m_mistakes.add(m_place, "keys with values are expected here, as `key: value`");
    m_map = nullptr;
}

YamlPtr MapReader::child(std::string_view key) {
    m_known.emplace_back(key);
    auto value = find(m_map, key);
    if (!value || value->type != YamlType::null) return value;
    m_mistakes.add(value->place, "\"" + std::string(key) + "\" has no value");
    return nullptr;
}

bool MapReader::text(std::string_view key, std::string& value) {
    const auto node = child(key);
    const auto found = node ? textOf(node, m_mistakes) : std::nullopt;
    if (found && found->empty()) m_mistakes.add(node->place, "\"" + std::string(key) + "\" has no value");
    if (found) value = *found;
    return found.has_value();
}

YamlPtr MapReader::childOrNothing(std::string_view key) {
    m_known.emplace_back(key);
    const auto value = find(m_map, key);
    return value && value->type != YamlType::null ? value : nullptr;
}

void MapReader::flag(std::string_view key, bool& value, std::string_view words) {
    const auto node = child(key);
    if (!node) return;
    const auto found = flagOf(*node);
    if (!found) m_mistakes.add(node->place, std::string(words) + " is expected here");
    value = found.value_or(value);
}

std::optional<std::int64_t> MapReader::wholeNumber(std::string_view key, std::int64_t least,
                                                   std::int64_t most) {
    const auto node = child(key);
    if (!node) return std::nullopt;
    const auto found = wholeNumberOf(*node);
    if (found && *found >= least && *found <= most) return found;
    m_mistakes.add(node->place, "a whole number from " + std::to_string(least) + " to " +
                                    std::to_string(most) + " is expected here");
    return std::nullopt;
}

std::optional<Millis> MapReader::spanOfTime(std::string_view key, Millis least) {
    const auto node = child(key);
    const auto text = node ? textOf(node, m_mistakes) : std::nullopt;
    if (!text) return std::nullopt;
    const auto span = *text == "0" ? Millis{0} : parseDuration(*text);
    if (!span)
        m_mistakes.add(node->place, "a span of time is expected here, as 30s, 10m, 2h or 90d");
    else if (*span < least)
        m_mistakes.add(node->place, "at least " + formatDuration(least) + " is expected here");
    else
        return span;
    return std::nullopt;
}

void MapReader::texts(std::string_view key, std::vector<std::string>& value) {
    const auto node = child(key);
    if (auto found = node ? textsOf(node, m_mistakes) : std::nullopt) value = std::move(*found);
}

void MapReader::oneOf(std::string_view key, std::string& value, std::span<const std::string_view> words) {
    const auto node = child(key);
    const auto found = node ? textOf(node, m_mistakes) : std::nullopt;
    if (!found) return;
    value = *found;
    if (std::find(words.begin(), words.end(), value) != words.end()) return;
    std::string known;
    for (const auto word : words) known += (known.empty() ? "" : ", ") + std::string(word);
    m_mistakes.add(node->place,
                   "not one of " + known + "; the nearest is \"" + nearestWord(value, words) + "\"");
}

void MapReader::finish() {
    if (!m_map) return;
    for (const auto& [key, value] : m_map->entries) {
        if (std::find(m_known.begin(), m_known.end(), key->text) != m_known.end()) continue;
        m_mistakes.add(key->place, shownKey(key->text) + " is not known here; the nearest known key is \"" +
                                       nearestWord(key->text, m_known) + "\"");
    }
}

std::optional<std::string> textOf(const YamlPtr& node, Mistakes& mistakes) {
    if (node->type == YamlType::scalar) return node->text;
    mistakes.add(node->place, "text is expected here");
    return std::nullopt;
}

std::optional<std::vector<std::string>> textsOf(const YamlPtr& node, Mistakes& mistakes) {
    if (node->type != YamlType::list) {
        mistakes.add(node->place, "a list is expected here, as [one, two]");
        return std::nullopt;
    }
    std::vector<std::string> texts;
    for (const auto& item : node->items)
        if (auto text = textOf(item, mistakes)) texts.push_back(std::move(*text));
    return texts;
}

std::optional<std::map<std::string, std::string>> labelsOf(const YamlPtr& node, Mistakes& mistakes) {
    if (node->type != YamlType::map) {
        mistakes.add(node->place, "keys with values are expected here, as `key: value`");
        return std::nullopt;
    }
    std::map<std::string, std::string> labels;
    for (const auto& [key, value] : node->entries)
        if (auto text = textOf(value, mistakes)) labels[key->text] = std::move(*text);
    return labels;
}

std::optional<bool> flagOf(const YamlNode& node) {
    if (node.type != YamlType::scalar || node.quoted) return std::nullopt;
    if (node.text == "true" || node.text == "yes" || node.text == "on") return true;
    if (node.text == "false" || node.text == "no" || node.text == "off") return false;
    return std::nullopt;
}

std::optional<std::int64_t> wholeNumberOf(const YamlNode& node) {
    const auto& text = node.text;
    if (node.type != YamlType::scalar || node.quoted) return std::nullopt;
    if (text.size() > 1 && (text[0] == '0' || text.starts_with("-0"))) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

} // namespace shipglass
