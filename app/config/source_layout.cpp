// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/source_layout.h"

#include <QRegularExpression>

#include <algorithm>

namespace shipglass {

namespace {

std::size_t indexOf(int line) { return static_cast<std::size_t>(line - 1); }
std::size_t columnOf(const YamlNode& node) { return static_cast<std::size_t>(node.place.column - 1); }

/// The lines of an item with its dash.
std::vector<std::string> itemLines(std::size_t indent, const std::vector<std::string>& lines) {
    std::vector<std::string> item;
    for (const auto& line : lines)
        item.push_back(std::string(indent, ' ') + (item.empty() ? "- " : "  ") + line);
    return item;
}

/// Nothing but a dash and, behind it, spaces or a comment.
bool isDash(std::string_view text) {
    const auto dash = text.find_first_not_of(' ');
    if (dash == std::string_view::npos || text[dash] != '-') return false;
    const auto next = text.find_first_not_of(' ', dash + 1);
    return next == std::string_view::npos || (text[next] == '#' && next > dash + 1);
}

auto entryOf(const YamlPtr& item, const std::string& key) {
    return std::find_if(item->entries.begin(), item->entries.end(),
                        [&](const auto& entry) { return entry.first->text == key; });
}

} // namespace

bool SourceLayout::refuse(std::string why) {
    m_why = std::move(why);
    return false;
}

/// The line that the item's dash is on: its own, or one above where it stands alone.
std::optional<std::size_t> SourceLayout::dashLine(const YamlPtr& item) const {
    auto line = indexOf(item->place.line);
    const auto before = m_lines.line(line).substr(0, columnOf(*item));
    if (before.find_first_not_of(' ') != std::string_view::npos)
        return isDash(before) ? std::optional(line) : std::nullopt;
    const auto passed = [&](std::size_t at) {
        return m_lines.isBlank(at) || m_lines.line(at)[m_lines.indentOf(at)] == '#';
    };
    while (line > 0 && passed(line - 1)) --line;
    return line > 0 && isDash(m_lines.line(line - 1)) ? std::optional(line - 1) : std::nullopt;
}

std::optional<SourceLayout::Item> SourceLayout::place(const YamlPtr& item) {
    const auto line = dashLine(item);
    if (item->anchored)
        refuse("the source uses anchors");
    else if (find(m_root, m_list)->flow)
        refuse("the " + m_list + " stand in brackets");
    else if (!line)
        refuse("the source's lines are not its own");
    if (!m_why.empty()) return std::nullopt;
    const auto dash = m_lines.indentOf(*line);
    return Item{{*line, m_lines.blockEnd(indexOf(item->lastLine), dash)}, dash};
}

LineRange SourceLayout::keyRange(const YamlNode& key, const YamlNode& value) const {
    return {indexOf(key.place.line),
            m_lines.blockEnd(indexOf(std::max(key.place.line, value.lastLine)), columnOf(key))};
}

/// In block style, and each key begins a line: nothing before it but spaces and, for the first, the dash.
bool SourceLayout::keysHaveLines(const YamlPtr& item) const {
    if (item->type != YamlType::map || item->flow || item->entries.empty()) return false;
    return std::all_of(item->entries.begin(), item->entries.end(), [&](const auto& entry) {
        const auto before = m_lines.line(indexOf(entry.first->place.line)).substr(0, columnOf(*entry.first));
        const bool first = entry.first == item->entries.front().first;
        return before.find_first_not_of(first ? " -" : " ") == std::string_view::npos;
    });
}

/// What makes the item's keys mean those of the draft; a key that the draft does not have stays.
std::vector<SourceLayout::Exchange> SourceLayout::exchanges(const YamlPtr& item, const SourceDraft& draft,
                                                            const YamlPtr& meant, std::size_t end) const {
    const auto lines = linesOf(draft);
    const auto column = columnOf(*item->entries.front().first);
    std::vector<Exchange> list{{{end, end}, {}}};
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const auto& key = draft.entries[index].first;
        const auto old = entryOf(item, key);
        if (old == item->entries.end())
            list.front().lines.push_back(std::string(column, ' ') + lines[index]);
        else if (!sameMeaning(old->second, find(meant, key))) {
            const auto range = keyRange(*old->first, *old->second);
            list.push_back(
                {range, {std::string(m_lines.line(range.first).substr(0, column)) + lines[index]}});
        }
    }
    return list;
}

/// From the last to the first, so that the lines before them keep their numbers.
void SourceLayout::apply(std::vector<Exchange> list) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Exchange& a, const Exchange& b) { return a.range.first > b.range.first; });
    for (const Exchange& exchange : list) m_lines.replace(exchange.range, exchange.lines);
}

bool SourceLayout::setKeys(const YamlPtr& item, const SourceDraft& draft, const YamlPtr& meant) {
    const auto placed = place(item);
    if (!placed) return false;
    if (!keysHaveLines(item)) return refuse("the source stands in braces");
    apply(exchanges(item, draft, meant, placed->range.end));
    return true;
}

bool SourceLayout::change(const YamlPtr& item, const SourceDraft& draft, const YamlPtr& meant) {
    const auto placed = place(item);
    if (!placed) return false;
    const auto stays = [&](const auto& entry) { return find(meant, entry.first->text) != nullptr; };
    if (!keysHaveLines(item) || !stays(item->entries.front())) {
        m_lines.replace(placed->range, itemLines(placed->dash, linesOf(draft)));
        return true;
    }
    auto list = exchanges(item, draft, meant, placed->range.end);
    for (const auto& entry : item->entries)
        if (!stays(entry)) list.push_back({keyRange(*entry.first, *entry.second), {}});
    apply(std::move(list));
    return true;
}

bool SourceLayout::remove(const YamlPtr& item) {
    const auto placed = place(item);
    if (!placed) return false;
    m_lines.replace(placed->range, {});
    return true;
}

bool SourceLayout::add(const std::vector<std::string>& lines) {
    const bool nothing = !m_root || m_root->type != YamlType::map;
    const auto key = nothing ? decltype(m_root->entries.begin()){} : entryOf(m_root, m_list);
    if (nothing || key == m_root->entries.end()) return addFirst(lines);
    if (key->second->items.empty()) return addBelow(*key->first, lines);
    if (key->second->flow) return refuse("the " + m_list + " stand in brackets");
    const auto& last = key->second->items.back();
    const auto line = dashLine(last);
    if (!line) return refuse("the last lines of the " + m_list + " are not their own");
    const auto dash = m_lines.indentOf(*line);
    const auto end = m_lines.blockEnd(indexOf(last->lastLine), dash);
    m_lines.replace({end, end}, itemLines(dash, lines));
    return true;
}

bool SourceLayout::addFirst(const std::vector<std::string>& lines) {
    auto added = itemLines(2, lines);
    added.insert(added.begin(), m_list + ":");
    m_lines.replace({m_lines.size(), m_lines.size()}, added);
    return true;
}

/// Below a key that has nothing: `[]`, `~` and `null` go, a comment stays.
bool SourceLayout::addBelow(const YamlNode& key, const std::vector<std::string>& lines) {
    static const QRegularExpression nothing(R"(^(["']?\w+["']?:)\s*(?:\[\s*\]|~|null)?\s*(#.*)?$)");
    const auto line = m_lines.line(indexOf(key.place.line));
    const auto match = nothing.match(QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())));
    if (!match.hasMatch()) return refuse("the " + m_list + " stand in brackets");
    const auto comment = match.captured(2);
    auto added = itemLines(2, lines);
    added.insert(added.begin(), (match.captured(1) + (comment.isEmpty() ? "" : " ") + comment).toStdString());
    m_lines.replace({indexOf(key.place.line), indexOf(key.place.line) + 1}, added);
    return true;
}

} // namespace shipglass
