// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/query_sql.h"

#include "store/columns.h"

#include <algorithm>
#include <limits>

namespace shipglass {

namespace {

using query::FieldType;
using query::Operator;
using query::Resolved;
using query::Span;
using Limits = std::numeric_limits<std::int64_t>;

std::string numbers(const std::vector<std::int64_t>& values) {
    std::string list;
    for (const std::int64_t value : values) list += (list.empty() ? "" : ", ") + std::to_string(value);
    return list;
}

Condition among(const std::string& column, const std::vector<std::int64_t>& values) {
    return values.empty() ? never : Condition{column + " IN (" + numbers(values) + ")", {}};
}

Condition within(const std::string& expression, const std::vector<Span>& spans) {
    Condition any;
    for (const Span& span : spans) any.either({expression + " BETWEEN ? AND ?", {span.low, span.high}});
    return any.sql.empty() ? never : any.within("", "");
}

/// The spans of when it began to be that old.
std::vector<Span> agesAsTimes(const std::vector<Span>& ages, Time now) {
    const std::int64_t at = epochMs(now);
    const auto before = [at](std::int64_t age) {
        if (age == Limits::max()) return Limits::min();
        return age == Limits::min() ? Limits::max() : at - age;
    };
    std::vector<Span> times;
    for (const Span& age : ages) times.push_back({before(age.high), before(age.low)});
    return times;
}

// The plus keeps SQLite from reading by an index that these alone would not narrow enough; drivers say when
// it does.
std::string ageColumn(Kind kind) {
    if (kind == Kind::run) return "+r.aged";
    if (kind == Kind::deployment) return "coalesce(r.\"startedAt\", r.\"createdAt\")";
    return kind == Kind::alert || kind == Kind::test ? "r.\"startedAt\"" : "r.began";
}

std::string durationExpression(Kind kind) {
    if (kind == Kind::run) return "+r.duration";
    if (kind == Kind::deployment) return "r.\"finishedAt\" - r.\"startedAt\"";
    return kind == Kind::alert ? "r.\"resolvedAt\" - r.\"startedAt\"" : "r.\"durationMs\"";
}

Condition observedCondition(const Resolved& term, const SqlContext& context) {
    std::vector<std::int64_t> scopes;
    for (const auto& [scope, view] : context.scopes) {
        if (!view.state.okAt) continue;
        const std::int64_t at = epochMs(*view.state.okAt);
        if (std::any_of(term.spans.begin(), term.spans.end(),
                        [at](const Span& span) { return span.holds(at); }))
            scopes.push_back(scope);
    }
    return among("r.scope", scopes);
}

Condition staleCondition(const Resolved& term, const SqlContext& context) {
    std::vector<std::int64_t> scopes;
    for (const auto& [scope, view] : context.scopes)
        if (view.stale) scopes.push_back(scope);
    const Condition stale = among("r.scope", scopes);
    Condition any;
    for (const std::int64_t value : term.values) any.either(value ? stale : stale.within("", " IS NOT TRUE"));
    return any.sql.empty() ? never : any.within("", "");
}

Condition listCondition(const Resolved& term, const SqlContext& context) {
    const bool inRow = storageOf(context.kind, term.field.name) == Storage::json;
    Condition item{"j.value <> ''", {}};
    item.both(textCondition("j.value", term.patterns, term.op == Operator::exact));
    if (inRow)
        return item.within("EXISTS (SELECT 1 FROM json_each(r." + columnName(term.field.name) + ") j WHERE ",
                           ")");
    return item.within("EXISTS (SELECT 1 FROM " + sideTable(context.kind, "details") + " d, json_each(d." +
                           columnName(term.field.name) + ") j WHERE d.row = r.row AND ",
                       ")");
}

Condition attributeNumber(const Resolved& term) {
    const std::string number = "CAST(j.value AS REAL)";
    if (term.bound) {
        const char* sign = term.op == Operator::less        ? " < ?"
                           : term.op == Operator::lessEqual ? " <= ?"
                           : term.op == Operator::greater   ? " > ?"
                                                            : " >= ?";
        return {number + sign, {*term.bound}};
    }
    Condition any;
    for (const query::Pattern& pattern : term.patterns) {
        if (pattern.glob) return always;
        if (pattern.number) any.either({number + " = ?", {*pattern.number}});
    }
    return any.sql.empty() ? never : any.within("", "");
}

/// Numbers as SQLite writes them and objects as it lays them out are not those of the record: it lets more
/// through.
Condition attributeCondition(const Resolved& term, const SqlContext& context) {
    Condition value = attributeNumber(term).within("((j.type IN ('integer', 'real') AND ", ")");
    if (!term.bound) {
        const Condition text =
            textCondition("CASE j.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE "
                          "j.value END",
                          term.patterns, term.op == Operator::exact);
        value.either(text.within("(j.type IN ('text', 'true', 'false') AND ", ")"));
        value.either({"j.type IN ('array', 'object')", {}});
    }
    value.sql += ")";
    value.binds.insert(value.binds.begin(), term.field.key);
    return {"EXISTS (SELECT 1 FROM " + sideTable(context.kind, "details") +
                " d, json_each(d.attributes) j WHERE d.row = r.row AND j.key = ? AND " + value.sql + ")",
            value.binds};
}

Condition freeTextCondition(const Resolved& term, const SqlContext& context) {
    Condition any;
    for (const std::string_view name : query::freeTextFields()) {
        const Storage storage = storageOf(context.kind, name);
        const bool isName = storage == Storage::name;
        const std::string column = isName ? "text" : "r." + columnName(name);
        if (name != "id" && storage != Storage::text && !isName) continue;
        const Condition contains{column + " LIKE ? ESCAPE '\\'",
                                 {"%" + escapedLike(term.patterns.front().text) + "%"}};
        any.either(isName ? contains.within("r." + columnName(name) +
                                                " IN (SELECT name FROM names WHERE field = '" +
                                                std::string(name) + "' AND ",
                                            ")")
                          : contains);
    }
    return any.within("", "");
}

Condition textField(const Resolved& term, const SqlContext& context) {
    const std::string& name = term.field.name;
    const bool exactly = term.op == Operator::exact;
    if (name == "service" || name == "team") return serviceCondition(term, context);
    if (name == "source") {
        const Condition named = textCondition("name", term.patterns, exactly);
        return named.within("r.source IN (SELECT source FROM sources WHERE ", ")");
    }
    if (storageOf(context.kind, name) == Storage::name)
        return nameCondition("r." + columnName(name), name, term.patterns, exactly);
    return textCondition("r." + columnName(name), term.patterns, exactly);
}

Condition termCondition(const Resolved& term, const SqlContext& context) {
    const std::string& name = term.field.name;
    if (term.freeText) return freeTextCondition(term, context);
    switch (term.field.type) {
    case FieldType::text:
        return textField(term, context);
    case FieldType::list:
        return listCondition(term, context);
    case FieldType::label:
        return labelCondition(context.kind, term.field.key, term.patterns, term.op == Operator::exact);
    case FieldType::attribute:
        return attributeCondition(term, context);
    case FieldType::duration:
        return name == "age" ? within(ageColumn(context.kind), agesAsTimes(term.spans, context.now))
                             : within(durationExpression(context.kind), term.spans);
    case FieldType::time:
        if (name == "observedAt") return observedCondition(term, context);
        return within("r." + columnName(name), term.spans);
    case FieldType::number:
        return within("r." + columnName(name), term.spans);
    default:
        break;
    }
    if (name == "stale") return staleCondition(term, context);
    if (name == "kind") {
        const auto kind = static_cast<std::int64_t>(context.kind);
        return std::count(term.values.begin(), term.values.end(), kind) ? always : never;
    }
    return among("r." + columnName(name), term.values);
}

/// Whether what the term asks about is the same at every time, so that SQL may narrow by it when asked for
/// the past.
bool isLasting(const Resolved& term) {
    if (term.negated || term.field.name == "url") return false;
    if (term.freeText) return true;
    const FieldType type = term.field.type;
    return type == FieldType::text || type == FieldType::list || type == FieldType::label ||
           type == FieldType::attribute;
}

/// The parts of a pattern between its stars.
std::vector<std::string> literals(const query::Pattern& pattern) {
    std::vector<std::string> parts(1);
    for (const char c : pattern.text) {
        if (pattern.glob && c == '*')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

std::string patternTrigrams(const query::Pattern& pattern) {
    std::string match;
    for (const std::string& part : literals(pattern))
        if (const std::string more = trigramsOf(part); !more.empty())
            match += (match.empty() ? "" : " AND ") + more;
    return match;
}

// Reading so many rows one by one is still cheaper than looking through all: through their texts, or through
// the index of the list, which takes a hundredth of that.
constexpr std::size_t mostByText = 20'000, mostBySpan = 4'000;

/// An index that finds the rows of a term; nothing where there is none.
std::optional<Driver> driverOf(const Resolved& term, const SqlContext& context) {
    if (term.negated || context.kind != Kind::run) return std::nullopt;
    const std::string& name = term.field.name;
    if (term.freeText || name == "title" || name == "id" || name == "commit") {
        std::string match;
        for (const query::Pattern& pattern : term.patterns) {
            const std::string one = patternTrigrams(pattern);
            if (one.empty()) return std::nullopt;
            match += (match.empty() ? "(" : " OR (") + one + ")";
        }
        return Driver{{"SELECT rowid FROM run_text WHERE run_text MATCH ?", {match}}, mostByText};
    }
    if (term.field.type != FieldType::duration) return std::nullopt;
    const bool isAge = name == "age";
    const Condition span =
        isAge ? within("aged", agesAsTimes(term.spans, context.now)) : within("duration", term.spans);
    return Driver{span.within("SELECT row FROM runs WHERE ", ""), mostBySpan};
}

} // namespace

SqlFilter toSql(const std::vector<Resolved>& terms, const SqlContext& context, bool past) {
    SqlFilter filter;
    filter.exact = !past;
    for (const Resolved& term : terms) {
        if (past && !isLasting(term)) continue;
        const bool loose = term.field.type == FieldType::attribute && !term.freeText;
        if (loose) filter.exact = false;
        if (loose && term.negated) continue;
        const Condition condition = termCondition(term, context);
        filter.condition.both(term.negated ? condition.within("", " IS NOT TRUE") : condition.within("", ""));
        if (const auto driver = driverOf(term, context); driver) filter.drivers.push_back(*driver);
    }
    return filter;
}

} // namespace shipglass
