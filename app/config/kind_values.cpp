// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/kind_values.h"

#include "config/map_reader.h"
#include "config/secret_reference.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace shipglass {

namespace {

/// Qt writes no single value, so the brackets of a list around it are taken off.
std::string quoted(const std::string& text) {
    const auto list = QJsonDocument(QJsonArray{QString::fromStdString(text)}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

bool keepsType(const YamlNode& node) {
    const bool flag = !node.quoted && (node.text == "true" || node.text == "false");
    return flag || wholeNumberOf(node);
}

} // namespace

void KindValues::add(const KindField& field, const YamlPtr& node) {
    const auto text = value(field.type, node);
    m_members += (m_members.empty() ? "" : ",") + quoted(field.key) + ":" + text;
}

std::string KindValues::expected(const YamlPtr& node, std::string_view what) {
    m_mistakes.add(node->place, std::string(what) + " is expected here");
    return "null";
}

std::string KindValues::text(const YamlPtr& node) {
    if (mentionsSecret(node->text))
        m_mistakes.add(node->place,
                       "secrets are taken in auth, actionAuth, headers, proxy, tls.key and env only");
    return quoted(node->text);
}

std::string KindValues::any(const YamlPtr& node, bool typed) {
    std::string members;
    const auto next = [&] { return members.empty() ? "" : ","; };
    if (node->type == YamlType::null) return "null";
    if (node->type == YamlType::scalar) return typed && keepsType(*node) ? node->text : text(node);
    for (const auto& item : node->items) members += next() + any(item, typed);
    for (const auto& [key, value] : node->entries)
        members += next() + quoted(key->text) + ":" + any(value, true);
    return node->type == YamlType::list ? "[" + members + "]" : "{" + members + "}";
}

std::string KindValues::value(ValueType type, const YamlPtr& node) {
    const bool scalar = node->type == YamlType::scalar;
    const auto all = [&](YamlType wanted) {
        return std::all_of(node->items.begin(), node->items.end(),
                           [&](const YamlPtr& item) { return item->type == wanted; });
    };
    switch (type) {
    case ValueType::text:
        return scalar ? text(node) : expected(node, "text");
    case ValueType::integer:
        return wholeNumberOf(*node) ? node->text : expected(node, "a whole number");
    case ValueType::boolean:
        return flagOf(*node) ? (*flagOf(*node) ? "true" : "false") : expected(node, "true or false");
    case ValueType::duration:
        return scalar && parseDuration(node->text)
                   ? quoted(node->text)
                   : expected(node, "a span of time, as 30s, 10m, 2h or 90d,");
    case ValueType::map:
        return node->type == YamlType::map ? any(node, true) : expected(node, "a map, as { key: value },");
    case ValueType::mapList:
        return node->type == YamlType::list && all(YamlType::map) ? any(node, true)
                                                                  : expected(node, "a list of maps");
    case ValueType::textList:
        break;
    }
    if (node->type != YamlType::list) return expected(node, "a list, as [one, two],");
    for (const auto& item : node->items)
        if (item->type != YamlType::scalar) return expected(item, "text");
    return any(node, false);
}

} // namespace shipglass
