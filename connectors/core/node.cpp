// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/node.h"

#include "net/moments.h"
#include "net/text.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace shipglass {

namespace {

using nlohmann::json;

template <class Number> std::optional<Number> numberIn(std::string_view text) {
    Number number{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string printed(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

/// 0 means "not set", and so does what no calendar holds.
std::optional<Time> moment(std::optional<double> millis) {
    constexpr auto first = static_cast<double>(firstMoment.time_since_epoch().count());
    constexpr auto last = static_cast<double>(lastMoment.time_since_epoch().count());
    if (!millis || *millis == 0 || !(*millis > first && *millis <= last)) return std::nullopt;
    return fromEpochMs(std::llround(*millis));
}

} // namespace

Node Node::operator[](std::string_view key) const {
    if (!isObject()) return {};
    const auto found = m_value->find(key);
    return found == m_value->end() ? Node() : Node(&*found);
}

Node Node::at(std::size_t index) const {
    return isArray() && index < m_value->size() ? Node(&(*m_value)[index]) : Node();
}

Node Node::pointer(std::string_view path) const {
    Node node = *this;
    while (!path.empty()) {
        if (path.front() != '/') return {};
        path.remove_prefix(1);
        std::string key(path.substr(0, path.find('/')));
        path.remove_prefix(key.size());
        for (std::size_t at = 0; (at = key.find('~', at)) != std::string::npos; ++at)
            if (at + 1 < key.size()) key.replace(at, 2, key[at + 1] == '1' ? "/" : "~");
        const auto index = numberIn<std::size_t>(key);
        node = node.isArray() ? (index ? node.at(*index) : Node()) : node[key];
    }
    return node;
}

bool Node::exists() const { return m_value && !m_value->is_null(); }
bool Node::isObject() const { return m_value && m_value->is_object(); }
bool Node::isArray() const { return m_value && m_value->is_array(); }
bool Node::isString() const { return m_value && m_value->is_string(); }
bool Node::hasWords() const { return isString() && !m_value->get_ref<const std::string&>().empty(); }
std::size_t Node::size() const { return isObject() || isArray() ? m_value->size() : 0; }

std::string Node::text() const {
    if (!exists() || m_value->is_structured()) return {};
    return m_value->is_string() ? m_value->get_ref<const std::string&>() : printed(*m_value);
}

std::optional<std::int64_t> Node::integer() const {
    if (isString()) return numberIn<std::int64_t>(m_value->get_ref<const std::string&>());
    if (!m_value || !m_value->is_number()) return std::nullopt;
    if (m_value->is_number_unsigned()) {
        const auto number = m_value->get<std::uint64_t>();
        return number <= INT64_MAX ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
    }
    if (m_value->is_number_integer()) return m_value->get<std::int64_t>();
    const double number = m_value->get<double>();
    const bool whole = std::abs(number) < 9.0e15 && number == std::floor(number);
    return whole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

std::optional<double> Node::number() const {
    if (m_value && m_value->is_number()) return m_value->get<double>();
    if (!isString()) return std::nullopt;
    std::string_view text = m_value->get_ref<const std::string&>();
    if (text.starts_with('+')) text.remove_prefix(1);
    return numberIn<double>(text);
}

std::optional<bool> Node::boolean() const {
    if (m_value && m_value->is_boolean()) return m_value->get<bool>();
    const std::string word = isString() ? lowered(m_value->get_ref<const std::string&>()) : std::string();
    if (word == "true") return true;
    return word == "false" ? std::optional(false) : std::nullopt;
}

std::optional<Time> Node::time() const {
    return isString() ? parseTime(m_value->get_ref<const std::string&>()) : std::nullopt;
}

std::optional<Time> Node::epochSeconds() const {
    const auto seconds = number();
    return moment(seconds ? std::optional(*seconds * 1000.0) : std::nullopt);
}

std::optional<Time> Node::epochMillis() const { return moment(number()); }

std::vector<Node> Node::items() const {
    std::vector<Node> nodes;
    if (!isArray() && !isObject()) return nodes;
    nodes.reserve(m_value->size());
    for (const auto& value : *m_value) nodes.emplace_back(&value);
    return nodes;
}

std::vector<std::pair<std::string, Node>> Node::members() const {
    std::vector<std::pair<std::string, Node>> members;
    if (!isObject()) return members;
    for (const auto& [key, value] : m_value->items()) members.emplace_back(key, Node(&value));
    return members;
}

std::vector<std::string> Node::texts() const {
    std::vector<std::string> texts;
    if (!isArray()) return texts;
    for (const auto& value : *m_value)
        if (value.is_string()) texts.push_back(value.get<std::string>());
    return texts;
}

Labels Node::labels() const {
    Labels labels;
    for (const auto& [key, value] : members())
        if (value.exists() && !value.isObject() && !value.isArray()) labels.emplace(key, value.text());
    return labels;
}

Value Node::value() const {
    if (m_value && m_value->is_boolean()) return m_value->get<bool>();
    if (isString()) return m_value->get<std::string>();
    if (m_value && m_value->is_number_float()) return m_value->get<double>();
    if (m_value && m_value->is_number())
        if (const auto whole = integer()) return *whole;
    return m_value && m_value->is_number() ? Value(text()) : Value(JsonText{dump()});
}

std::string Node::dump() const { return m_value ? printed(*m_value) : "null"; }

std::vector<Node> requireList(Node list, std::string_view what) {
    if (!list.isArray())
        throw Failure(Fault::malformed, std::string(what) + " is not a list, as it should be");
    return list.items();
}

std::vector<Node> readable(std::vector<Node> rows, RowCount& count, bool (*canBeRead)(Node)) {
    count.rows += rows.size();
    count.unreadable += std::erase_if(rows, [canBeRead](Node row) { return !canBeRead(row); });
    return rows;
}

Error unreadableError(const RowCount& count, std::string_view rows) {
    const auto broken = std::to_string(count.unreadable) + " of " + std::to_string(count.rows) + " ";
    return {Fault::malformed,
            broken + std::string(rows) + " could not be read; what was known before is kept",
            0,
            {}};
}

Json::Json() : m_value(std::make_shared<const json>()) {}
Json::Json(json value) : m_value(std::make_shared<const json>(std::move(value))) {}

} // namespace shipglass
