// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml_node.h"

#include "config/yaml_builder.h"
#include "config/yaml_text.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace shipglass {

namespace {

constexpr std::size_t largestFile = 1U << 20U;

/// What the parser says, in words that help; never more of it than its own words, since it may quote the
/// file.
std::string explain(const YAML::Exception& error, const YamlText& text) {
    const auto line = text.line(error.mark.line);
    const auto indent = line.substr(0, line.find_first_not_of(" \t"));
    if (indent.find('\t') != std::string_view::npos) return "a tab cannot indent: use spaces";
    if (line.find("${") != std::string_view::npos)
        return "this is no YAML: put the reference in quotes, as \"${env:NAME}\"";
    return "this is no YAML: " + error.msg.substr(0, error.msg.find(':'));
}

bool readable(const YamlText& text, Mistakes& mistakes) {
    if (text.text().size() > largestFile) {
        mistakes.add({}, "the file is over 1 MB");
        return false;
    }
    const auto bad = text.firstBadByte();
    if (bad) mistakes.add(text.placeAt(*bad), "a control character, or text that is no UTF-8");
    return !bad;
}

} // namespace

YamlPtr readYaml(std::string_view source, Mistakes& mistakes) {
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
    const YamlText text(source);
    if (!readable(text, mistakes)) return nullptr;
    YamlBuilder builder(text, mistakes);
    std::istringstream in{std::string(source)};
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) continue;
    } catch (const YamlBuilder::Stop& stop) {
        mistakes.add(stop.place, stop.message);
        return nullptr;
    } catch (const YAML::Exception& error) {
        mistakes.add(text.place(error.mark.line, error.mark.column), explain(error, text));
        return nullptr;
    }
    return builder.root();
}

YamlPtr find(const YamlPtr& map, std::string_view key) {
    if (!map) return nullptr;
    for (const auto& [name, value] : map->entries)
        if (name->text == key) return value;
    return nullptr;
}

namespace {

/// Whether the text without quotes may be a number, boolean or nothing at all.
bool meansMorePlain(std::string_view text) {
    constexpr std::array<std::string_view, 8> words{"true", "false", "yes", "no", "on", "off", "null", "~"};
    const bool number = !text.empty() && text.find_first_not_of("0123456789-+.") == std::string_view::npos;
    return text.empty() || number || std::find(words.begin(), words.end(), text) != words.end();
}

bool sameEntries(const YamlNode& a, const YamlPtr& b) {
    return std::all_of(a.entries.begin(), a.entries.end(), [&](const auto& entry) {
        const auto other = find(b, entry.first->text);
        return other && sameMeaning(entry.second, other);
    });
}

} // namespace

bool sameMeaning(const YamlPtr& a, const YamlPtr& b) {
    if (!a || !b) return a == b;
    if (a->type != b->type || a->items.size() != b->items.size() || a->entries.size() != b->entries.size())
        return false;
    if (a->type == YamlType::scalar)
        return a->text == b->text && (a->quoted == b->quoted || !meansMorePlain(a->text));
    return std::equal(a->items.begin(), a->items.end(), b->items.begin(), sameMeaning) && sameEntries(*a, b);
}

} // namespace shipglass
