// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/columns.h"
#include "store/query_sql.h"

#include "codec/utf8.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace shipglass {

namespace {

using query::Pattern;

/// A glob as LIKE takes it: LIKE folds ASCII letters only, as our own match does.
std::string likeOf(const std::string& glob) {
    std::string like = escapedLike(glob);
    std::replace(like.begin(), like.end(), '*', '%');
    return like;
}

Condition patternCondition(const std::string& column, const Pattern& pattern, bool exactly) {
    if (exactly) return {column + " = ?", {pattern.text}};
    if (!pattern.glob) return {column + " = ? COLLATE NOCASE", {pattern.text}};
    return {column + " LIKE ? ESCAPE '\\'", {likeOf(pattern.text)}};
}

/// A key of nothing that JSON escapes stands in the text of the labels as it is, which spares reading most of
/// them as JSON.
Condition mentions(const std::string& key) {
    const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
    });
    return plain ? Condition{"instr(r.labels, ?) > 0", {key}} : Condition{};
}

Condition labelOfMap(const std::string& key, const std::vector<Pattern>& patterns, bool exactly) {
    Condition value = textCondition("j.value", patterns, exactly);
    value.binds.insert(value.binds.begin(), key);
    value.sql = "EXISTS (SELECT 1 FROM json_each(r.labels) j WHERE j.key = ? AND j.value <> '' AND " +
                value.sql + ")";
    return value;
}

/// Of a list it is what follows `KEY=` or `KEY:` in an element.
Condition labelOfList(const std::string& key, const std::vector<Pattern>& patterns, bool exactly) {
    Condition labels;
    for (const char separator : {'=', ':'}) {
        const std::string start = key + separator;
        Condition value = textCondition("substr(j.value, length(?) + 1)", patterns, exactly);
        std::vector<sql::Bind> binds{start, start, start};
        for (const sql::Bind& pattern : value.binds) {
            binds.emplace_back(start);
            binds.push_back(pattern);
        }
        labels.either({"(substr(j.value, 1, length(?)) = ? AND j.value <> ? AND " + value.sql + ")", binds});
    }
    return labels.within("EXISTS (SELECT 1 FROM json_each(r.labels) j WHERE ", ")");
}

} // namespace

std::string escapedLike(const std::string& text) {
    std::string like;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') like += '\\';
        like += c;
    }
    return like;
}

Condition textCondition(const std::string& column, const std::vector<Pattern>& patterns, bool exactly) {
    Condition any;
    for (const Pattern& pattern : patterns)
        if (!pattern.text.empty()) any.either(patternCondition(column, pattern, exactly));
    return any.sql.empty() ? never : any.within("", "");
}

Condition nameCondition(const std::string& column, const std::string& field,
                        const std::vector<Pattern>& patterns, bool exactly) {
    Condition named = textCondition("text", patterns, exactly);
    named.binds.insert(named.binds.begin(), field);
    named.sql = column + " IN (SELECT name FROM names WHERE field = ? AND " + named.sql + ")";
    return named;
}

Condition labelCondition(Kind kind, const std::string& key, const std::vector<Pattern>& patterns,
                         bool exactly) {
    if (storageOf(kind, "labels") != Storage::json) return never;
    Condition found = mentions(key);
    found.both(kind == Kind::alert || kind == Kind::metric ? labelOfMap(key, patterns, exactly)
                                                           : labelOfList(key, patterns, exactly));
    return found.within("", "");
}

std::string trigramsOf(std::string_view text) {
    constexpr std::size_t most = 24; // more find no fewer rows
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(utf8Length(text, at), 1))
        starts.push_back(at);
    starts.push_back(text.size());
    std::set<std::string> seen;
    std::string match;
    for (std::size_t index = 0; index + 3 < starts.size() && seen.size() < most; ++index) {
        std::string trigram;
        for (const char c : text.substr(starts[index], starts[index + 3] - starts[index]))
            trigram.append(c == '"' ? 2 : 1, c);
        if (seen.insert(trigram).second) match += (match.empty() ? "\"" : " AND \"") + trigram + '"';
    }
    return match;
}

} // namespace shipglass
