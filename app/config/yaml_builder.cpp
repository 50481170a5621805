// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml_builder.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t deepest = 50, heaviest = 100'000, widest = 2'000;

bool mergeable(const YamlPtr& value) {
    const auto isMap = [](const YamlPtr& node) { return node->type == YamlType::map; };
    return isMap(value) ||
           (value->type == YamlType::list && std::all_of(value->items.begin(), value->items.end(), isMap));
}

} // namespace

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (m_started) throw Stop{placeOf(mark), "a second document begins here: one file is one document"};
    m_started = true;
}

/// The parser marks what is not there by what comes next, which may be lines away.
Place YamlBuilder::placeOfNull(const YAML::Mark& mark) const {
    const auto offset = m_text.offset(mark.line, mark.column);
    const auto there = m_text.text().substr(offset, 4);
    const bool written = there.starts_with('~') || there == "null" || there == "Null" || there == "NULL";
    if (written || m_open.empty()) return placeOf(mark);
    const Open& parent = m_open.back();
    if (parent.key) return parent.key->place;
    const auto dash = offset == 0 ? std::string_view::npos : m_text.text().rfind('-', offset - 1);
    return parent.node->type == YamlType::list && dash != std::string_view::npos ? m_text.placeAt(dash)
                                                                                 : placeOf(mark);
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    auto node = std::make_shared<YamlNode>();
    node->place = placeOfNull(mark);
    finish(std::move(node), anchor);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const auto known = m_anchors.find(anchor);
    if (known == m_anchors.end()) throw Stop{placeOf(mark), "an alias cannot stand inside what it names"};
    put(known->second);
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    auto node = std::make_shared<YamlNode>();
    node->type = YamlType::scalar;
    node->place = placeOf(mark);
    node->text = value;
    node->quoted = tag == "!";
    if (!m_text.closesQuote(m_text.offset(mark.line, mark.column)))
        throw Stop{node->place, "the quotation mark is never closed"};
    finish(std::move(node), anchor);
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
    open(YamlType::list, mark, anchor, style);
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
    open(YamlType::map, mark, anchor, style);
}

void YamlBuilder::open(YamlType type, const YAML::Mark& mark, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) {
    if (m_open.size() >= deepest) throw Stop{placeOf(mark), "nested more than 50 levels deep"};
    auto node = std::make_shared<YamlNode>();
    node->type = type;
    node->place = placeOf(mark);
    node->flow = style == YAML::EmitterStyle::Flow;
    m_open.push_back({std::move(node), anchor, nullptr});
}

void YamlBuilder::close() {
    Open done = std::move(m_open.back());
    m_open.pop_back();
    if (done.node->type == YamlType::map) merge(*done.node);
    finish(std::move(done.node), done.anchor);
}

void YamlBuilder::finish(std::shared_ptr<YamlNode> node, YAML::anchor_t anchor) {
    node->lastLine = std::max(node->lastLine, node->place.line);
    if (anchor != YAML::NullAnchor) {
        node->anchored = true;
        m_anchors[anchor] = node;
    }
    put(node);
}

void YamlBuilder::put(const YamlPtr& node) {
    if (m_open.empty()) {
        m_root = node;
        return;
    }
    Open& parent = m_open.back();
    parent.node->weight += node->weight;
    if (parent.node->weight > heaviest)
        throw Stop{parent.node->place, "more than 100 000 values, aliases followed"};
    parent.node->anchored = parent.node->anchored || node->anchored;
    parent.node->lastLine = std::max(parent.node->lastLine, node->lastLine);
    if (parent.node->type == YamlType::list)
        parent.node->items.push_back(node);
    else
        putEntry(parent, node);
}

void YamlBuilder::putEntry(Open& map, const YamlPtr& value) {
    if (!map.key) {
        map.key = value;
        return;
    }
    const auto key = std::exchange(map.key, nullptr);
    if (key->type != YamlType::scalar) {
        m_mistakes.add(key->place, "a key has to be plain text");
        return;
    }
    const auto& entries = map.node->entries;
    if (entries.size() >= widest) throw Stop{key->place, "more than 2 000 keys in one map"};
    const auto first = std::find_if(entries.begin(), entries.end(),
                                    [&](const auto& entry) { return entry.first->text == key->text; });
    if (first == entries.end())
        map.node->entries.emplace_back(key, value);
    else
        m_mistakes.add(key->place, shownKey(key->text) + " stands here a second time; the first is in line " +
                                       std::to_string(first->first->place.line));
}

void YamlBuilder::merge(YamlNode& map) {
    const auto found = std::find_if(map.entries.begin(), map.entries.end(), [](const auto& entry) {
        return entry.first->text == "<<" && !entry.first->quoted;
    });
    if (found == map.entries.end() || !mergeable(found->second)) return;
    const YamlPtr merged = found->second;
    map.entries.erase(found);
    map.anchored = true;
    const std::vector<YamlPtr> one{merged};
    for (const YamlPtr& base : merged->type == YamlType::map ? one : merged->items)
        for (const auto& entry : base->entries) {
            const auto same = [&](const auto& other) { return other.first->text == entry.first->text; };
            if (std::none_of(map.entries.begin(), map.entries.end(), same)) map.entries.push_back(entry);
        }
}

} // namespace shipglass
