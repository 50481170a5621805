// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/batch.h"
#include "records/error.h"
#include "records/value.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// A view of one value in a JSON document that never throws and never trusts: a missing member, null and
/// another type than was asked for all read as "not there". Lives no longer than its Json.
class Node {
public:
    Node() = default;
    explicit Node(const nlohmann::json* value) : m_value(value) {}

    /// The member of an object; of anything else a Node that is not there.
    Node operator[](std::string_view key) const;
    /// The element of an array.
    Node at(std::size_t index) const;
    /// The value an RFC 6901 pointer leads to: `/status/state`; "" is the value itself.
    Node pointer(std::string_view path) const;

    bool exists() const; ///< There, and not null.
    bool isObject() const;
    bool isArray() const;
    bool isString() const;
    bool hasWords() const; ///< A string that is not empty.
    std::size_t size() const;

    /// A string as it is, a number or boolean in its JSON form, else "". Broken UTF-8 cannot occur:
    /// Json::parse() has replaced it.
    std::string text() const;
    /// An integer, or a string that holds nothing but one; nothing if it does not fit 64 bits.
    std::optional<std::int64_t> integer() const;
    std::optional<double> number() const; ///< Also "NaN", "+Inf" and numbers in strings.
    std::optional<bool> boolean() const;  ///< Also "true" and "false".
    std::optional<Time> time() const;     ///< RFC 3339 and its relatives; zero times are not set.
    std::optional<Time> epochSeconds() const;
    std::optional<Time> epochMillis() const;

    /// The elements of an array, or the member values of an object; nothing of anything else.
    std::vector<Node> items() const;
    /// The members of an object.
    std::vector<std::pair<std::string, Node>> members() const;
    /// The string elements of an array.
    std::vector<std::string> texts() const;
    /// An object's scalar members as text.
    Labels labels() const;
    /// The value as an attribute of a record.
    Value value() const;
    /// The JSON text.
    std::string dump() const;

private:
    const nlohmann::json* m_value = nullptr;
};

/// The elements of a list that the system always sends; throws `malformed` for anything else, so that a
/// changed answer never reads as an empty one.
std::vector<Node> requireList(Node list, std::string_view what);

/// The rows that can be read, by what their connector needs of one; all of them are counted. Whoever makes
/// the state of a system from rows goes through here, so that a row that is broken never reads as one that is
/// gone.
std::vector<Node> readable(std::vector<Node> rows, RowCount& count, bool (*canBeRead)(Node));
/// Says how many rows could not be read; `rows` names them, as `alerts`.
Error unreadableError(const RowCount& count, std::string_view rows);

/// A parsed JSON document, shared and never changed. Reads as its root Node.
class Json {
public:
    Json();
    explicit Json(nlohmann::json value);

    /// Parses with the limits of the design: nesting 100, a million values; broken UTF-8 becomes U+FFFD, a
    /// byte order mark and `)]}'` are skipped, integers over 64 bits become strings, what no double holds
    /// becomes null. `malformed` or `too_large` otherwise.
    static Result<Json> parse(std::string_view text);

    Node root() const { return Node(m_value.get()); }
    Node operator[](std::string_view key) const { return root()[key]; }

private:
    std::shared_ptr<const nlohmann::json> m_value;
};

} // namespace shipglass
