// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/generic/http_json/rows.h"

#include "codec/json.h"
#include "net/json_text.h"

#include <type_traits>

namespace shipglass::http_json {

namespace {

/// A moment as text, or as a number of seconds or, beyond the year 5138, of milliseconds since the epoch.
std::optional<Time> momentOf(Node node) {
    constexpr double secondsEnd = 100'000'000'000;
    const auto number = node.number();
    if (!number) return node.time();
    return *number < secondsEnd ? node.epochSeconds() : node.epochMillis();
}

/// The JSON that the codec reads as a field of type T; what fits none is left as it came, for the codec to
/// keep.
template <class T> std::string shaped(Node value) {
    if constexpr (std::is_same_v<T, std::string>) {
        if (!value.isObject() && !value.isArray()) return quoted(value.text());
    } else if constexpr (std::is_same_v<T, std::optional<Time>>) {
        if (const auto moment = momentOf(value)) return quoted(formatTime(*moment));
        if (value.number() == 0.0) return "null";
    } else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>) {
        if (const auto number = value.integer()) return std::to_string(*number);
    } else if constexpr (std::is_same_v<T, std::optional<bool>>) {
        if (const auto flag = value.boolean()) return *flag ? "true" : "false";
    }
    return value.dump();
}

/// Where the system's own word goes when `states` translates it.
std::string rawName(std::string_view field) {
    if (field == "state" || field == "health") field = "status";
    return "raw" + std::string(1, static_cast<char>(field.front() - 'a' + 'A')) +
           std::string(field.substr(1));
}

/// One row as the JSON of a record, member by member. What is no field of ours becomes an attribute in the
/// codec.
class RowText {
public:
    RowText(Kind kind, Node states) : m_empty(emptyRecord(kind)), m_states(states) {
        m_members["kind"] = quoted(word(kind));
    }

    void add(const std::string& name, Node value) {
        const bool empty = !value.exists() || (value.isString() && value.text().empty());
        if (empty || name == "kind") return;
        m_members[name] = value.dump();
        const auto addField = [&](const auto& record) {
            eachField(record, [&]<class T>(const char* field, const T&) {
                if (name != field) return;
                if constexpr (std::is_enum_v<T>)
                    addWord(name, value.text());
                else
                    m_members[name] = shaped<T>(value);
            });
        };
        std::visit(addField, m_empty);
    }
    void addConstant(const std::string& name, Node value) {
        add(name, value);
        m_theirs.clear(); // These words are the configuration's, not the system's.
    }
    bool has(const char* name) const { return m_members.contains(name); }
    void setId(const std::string& id) { m_members["id"] = quoted(id); }
    Result<Record> record() const {
        std::string text;
        for (const auto& [name, value] : m_members)
            text += (text.empty() ? "{" : ",") + quoted(name) + ":" + value;
        auto record = fromJson(text + "}");
        if (!record) return record;
        for (const auto& [name, value] : m_theirs) common(*record).attributes[name] = value;
        return record;
    }

private:
    void addWord(const std::string& name, const std::string& theirs) {
        const auto ours = m_states[theirs].text();
        m_members[name] = quoted(ours.empty() ? theirs : ours);
        m_theirs[rawName(name)] = theirs;
    }

    Record m_empty;
    Node m_states;
    std::map<std::string, std::string> m_members;
    Attributes m_theirs;
};

/// An alert whose key returns with its next firing has an id for each episode.
void addEpisode(RowText& text, Node row, Node mapped) {
    if (text.has("id") || !text.has("key")) return;
    const auto key = row.pointer(mapped["key"].text()).text();
    const auto start = momentOf(row.pointer(mapped["startedAt"].text()));
    if (start && !key.empty()) text.setId(key + "@" + std::to_string(epochMs(*start) / 1000));
}

Result<Record> readRow(Node settings, Kind kind, Node row) {
    RowText text(kind, settings["states"]);
    for (const auto& [name, value] : settings["constants"].members()) text.addConstant(name, value);
    for (const auto& [name, pointer] : settings["fields"].members())
        text.add(name, row.pointer(pointer.text()));
    if (kind == Kind::alert) addEpisode(text, row, settings["fields"]);
    return text.record();
}

} // namespace

Rows readRows(const Json& settings, Kind kind, const Json& page) {
    Rows rows;
    for (const Node& row :
         requireList(page.root().pointer(settings["rows"].text()), "what `rows` points to")) {
        auto record = readRow(settings.root(), kind, row);
        ++rows.count.rows;
        if (record)
            rows.records.push_back(std::move(*record));
        else
            ++rows.count.unreadable;
    }
    return rows;
}

} // namespace shipglass::http_json
