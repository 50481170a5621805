// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/match.h"

#include "query/fold.h"
#include "query/labels.h"
#include "query/operands.h"

#include <algorithm>

namespace shipglass::query {

namespace {

/// Holds a term against values of every type a field can have; what is unknown never satisfies it.
class Test {
public:
    explicit Test(const Resolved& term) : m_term(term) {}

    bool operator()(std::string_view text) const {
        return !text.empty() && anyPattern([&](const Pattern& pattern) { return same(pattern, text); });
    }
    bool operator()(const std::string& text) const { return (*this)(std::string_view(text)); }
    bool operator()(std::int64_t number) const {
        return std::any_of(m_term.spans.begin(), m_term.spans.end(),
                           [&](const Span& span) { return span.holds(number); });
    }
    bool operator()(double number) const {
        return anyPattern([&](const Pattern& pattern) {
            return pattern.number ? *pattern.number == number
                                  : pattern.glob && pattern.text.find_first_not_of('*') == std::string::npos;
        });
    }
    bool operator()(Time time) const { return (*this)(epochMs(time)); }
    bool operator()(Millis span) const { return (*this)(static_cast<std::int64_t>(span.count())); }
    bool operator()(bool flag) const { return value(flag ? 1 : 0); }
    template <class T> bool operator()(const std::optional<T>& field) const {
        return field && (*this)(*field);
    }
    template <class T> bool operator()(const std::vector<T>& list) const {
        return std::any_of(list.begin(), list.end(), [this](const T& item) { return (*this)(item); });
    }
    template <class T> bool operator()(const T& field) const {
        if constexpr (std::is_enum_v<T>)
            return value(static_cast<std::int64_t>(field));
        else
            return false;
    }

    bool attribute(const Value& value) const {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            return attributeNumber(static_cast<double>(*number));
        if (const auto* number = std::get_if<double>(&value)) return attributeNumber(*number);
        if (m_term.bound) return false;
        if (const auto* flag = std::get_if<bool>(&value))
            return (*this)(std::string_view(*flag ? "true" : "false"));
        if (const auto* json = std::get_if<JsonText>(&value))
            return json->text != "null" && (*this)(json->text);
        return (*this)(std::get<std::string>(value));
    }

private:
    template <class Holds> bool anyPattern(Holds holds) const {
        return std::any_of(m_term.patterns.begin(), m_term.patterns.end(), holds);
    }
    bool same(const Pattern& pattern, std::string_view text) const {
        if (m_term.op == Operator::exact) return pattern.text == text;
        return pattern.glob ? globFolded(pattern.text, text) : equalFolded(pattern.text, text);
    }
    bool value(std::int64_t wanted) const {
        return std::find(m_term.values.begin(), m_term.values.end(), wanted) != m_term.values.end();
    }
    bool attributeNumber(double number) const {
        if (!m_term.bound) return (*this)(number);
        switch (m_term.op) {
        case Operator::less:
            return number < *m_term.bound;
        case Operator::lessEqual:
            return number <= *m_term.bound;
        case Operator::greater:
            return number > *m_term.bound;
        default:
            return number >= *m_term.bound;
        }
    }

    const Resolved& m_term;
};

bool freeText(const Resolved& term, const Record& record) {
    const auto names = freeTextFields();
    bool found = false;
    const auto look = [&]<class T>(std::string_view name, const T& field) {
        if constexpr (std::is_same_v<T, std::string>)
            if (!found && !field.empty() && std::find(names.begin(), names.end(), name) != names.end())
                found = containsFolded(field, term.patterns.front().text);
    };
    std::visit([&](const auto& value) { eachField(value, look); }, record);
    return found;
}

bool ownField(const Resolved& term, const Record& record) {
    bool holds = false;
    const auto look = [&](std::string_view name, const auto& field) {
        if (name == term.field.name) holds = Test(term)(field);
    };
    std::visit([&](const auto& value) { eachField(value, look); }, record);
    return holds;
}

bool plainly(const Resolved& term, const Record& record, const Context& context) {
    const Test test(term);
    const std::string& name = term.field.name;
    static const ServiceRules none;
    const ServiceRules& rules = context.services ? *context.services : none;
    if (term.freeText) return freeText(term, record);
    if (term.field.type == FieldType::label) return test(labelValues(record, term.field.key));
    if (term.field.type == FieldType::attribute) {
        const auto found = common(record).attributes.find(term.field.key);
        return found != common(record).attributes.end() && test.attribute(found->second);
    }
    if (name == "kind") return test(kindOf(record));
    if (name == "service") return test(effectiveService(record, rules));
    if (name == "team") return test(teamOf(effectiveService(record, rules), rules));
    if (name == "stale") return test(context.stale);
    if (name == "duration") return test(durationOf(record));
    if (name == "age") {
        const auto from = ageFrom(record);
        return from && test(Millis(context.now - *from));
    }
    return ownField(term, record);
}

} // namespace

bool matches(const Query& query, const Record& record, const Context& context) {
    return std::all_of(query.terms.begin(), query.terms.end(), [&](const Term& term) {
        // A term that makes no sense for this kind is one about a field that the record lacks.
        const auto resolved = resolve(term, kindOf(record), context.now);
        return (resolved && plainly(*resolved, record, context)) != term.negated;
    });
}

Result<Done> check(const Query& query, Kind kind) {
    const auto resolved = resolve(query, kind, Time{});
    return resolved ? Result<Done>(Done{}) : Result<Done>(resolved.error());
}

} // namespace shipglass::query
