// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_edit.h"

#include "config/source_layout.h"

#include <algorithm>

namespace shipglass {

namespace {

Error unsupported(std::string why) { return Error{Fault::unsupported, std::move(why), 0, {}}; }

/// What the item has to mean: the draft read on its own.
YamlPtr meaning(const SourceDraft& draft) {
    std::string text;
    for (const auto& line : linesOf(draft)) text += line + "\n";
    Mistakes mistakes("");
    const auto node = readYaml(text, mistakes);
    return mistakes.empty() ? node : nullptr;
}

const std::vector<YamlPtr>& itemsOf(const YamlPtr& root, std::string_view list = "sources") {
    static const std::vector<YamlPtr> none;
    const auto items = find(root, list);
    return items ? items->items : none;
}

bool isNamed(const YamlPtr& item, const std::string& name) {
    const auto node = find(item, "name");
    return node && node->text == name;
}

/// Everything but the list means what it meant.
bool restIsSame(const YamlPtr& before, const YamlPtr& after, std::string_view list) {
    if (!before || !after) return true;
    const auto same = [list](const YamlPtr& a, const YamlPtr& b) {
        return std::all_of(a->entries.begin(), a->entries.end(), [&](const auto& entry) {
            return entry.first->text == list || sameMeaning(entry.second, find(b, entry.first->text));
        });
    };
    return same(before, after) && same(after, before);
}

/// Reads the result and compares the items of its list with those that were meant.
Result<std::string> checked(const YamlPtr& before, std::string text, const std::vector<YamlPtr>& meant,
                            std::string_view list = "sources") {
    Mistakes mistakes("");
    const auto after = readYaml(text, mistakes);
    const bool same = mistakes.empty() && restIsSame(before, after, list) &&
                      std::equal(meant.begin(), meant.end(), itemsOf(after, list).begin(),
                                 itemsOf(after, list).end(), sameMeaning);
    if (!same) return unsupported("the file is laid out in a way that is better edited by hand");
    return text;
}

Result<YamlPtr> readable(std::string_view text) {
    Mistakes mistakes("");
    auto root = readYaml(text, mistakes);
    if (!mistakes.empty())
        return Error{Fault::config,
                     "line " + std::to_string(mistakes.sorted().front().place.line) + ": " +
                         mistakes.sorted().front().message,
                     0,
                     {}};
    return root;
}

} // namespace

Result<std::string> withSource(std::string_view text, const SourceDraft& draft) {
    const auto root = readable(text);
    if (!root) return root.error();
    const auto meant = meaning(draft);
    if (!meant || draft.name().empty()) return Error{Fault::config, "a source needs a name", 0, {}};
    auto items = itemsOf(*root);
    const auto name = draft.name();
    const auto old =
        std::find_if(items.begin(), items.end(), [&](const YamlPtr& item) { return isNamed(item, name); });
    SourceLayout layout(text, *root);
    const bool done = old == items.end() ? layout.add(linesOf(draft)) : layout.change(*old, draft, meant);
    if (!done) return unsupported(layout.why());
    if (old == items.end())
        items.push_back(meant);
    else
        *old = meant;
    return checked(*root, layout.text(), items);
}

Result<std::string> withService(std::string_view text, const SourceDraft& draft) {
    constexpr std::string_view list = "services";
    const auto root = readable(text);
    if (!root) return root.error();
    const auto meant = meaning(draft);
    auto items = itemsOf(*root, list);
    const auto name = draft.name();
    if (!meant || name.empty()) return Error{Fault::config, "a service needs a name", 0, {}};
    if (std::any_of(items.begin(), items.end(), [&](const YamlPtr& item) { return isNamed(item, name); }))
        return unsupported("the file has a service of this name: " + name);
    SourceLayout layout(text, *root, std::string(list));
    if (!layout.add(linesOf(draft))) return unsupported(layout.why());
    items.push_back(meant);
    return checked(*root, layout.text(), items, list);
}

Result<std::string> withSourceKey(std::string_view text, const std::string& name, const std::string& key,
                                  const std::string& json) {
    const auto root = readable(text);
    if (!root) return root.error();
    auto items = itemsOf(*root);
    const auto old =
        std::find_if(items.begin(), items.end(), [&](const YamlPtr& item) { return isNamed(item, name); });
    if (old == items.end()) return Error{Fault::notFound, "the file has no source of this name", 0, {}};
    SourceLayout layout(text, *root);
    const SourceDraft draft{{{key, json}}};
    const auto meant = meaning(draft);
    if (!meant) return Error{Fault::config, "the value cannot be written", 0, {}};
    if (!layout.setKeys(*old, draft, meant)) return unsupported(layout.why());
    auto changed = std::make_shared<YamlNode>(**old);
    const auto value = meant->entries.front();
    const auto same = std::find_if(changed->entries.begin(), changed->entries.end(),
                                   [&](const auto& entry) { return entry.first->text == key; });
    if (same == changed->entries.end())
        changed->entries.push_back(value);
    else
        same->second = value.second;
    *old = changed;
    return checked(*root, layout.text(), items);
}

Result<std::string> withoutSource(std::string_view text, const std::string& name) {
    const auto root = readable(text);
    if (!root) return root.error();
    auto items = itemsOf(*root);
    const auto old =
        std::find_if(items.begin(), items.end(), [&](const YamlPtr& item) { return isNamed(item, name); });
    if (old == items.end()) return Error{Fault::notFound, "the file has no source of this name", 0, {}};
    SourceLayout layout(text, *root);
    if (!layout.remove(*old)) return unsupported(layout.why());
    items.erase(old);
    return checked(*root, layout.text(), items);
}

} // namespace shipglass
