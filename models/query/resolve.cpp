// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/resolve.h"

#include "query/fold.h"
#include "query/operands.h"

#include <array>

namespace shipglass::query {

namespace {

bool hasOrder(FieldType type) {
    return type == FieldType::severity || type == FieldType::number || type == FieldType::time ||
           type == FieldType::duration || type == FieldType::attribute;
}

Error mistake(const Term& term, const std::string& what) {
    return {Fault::config, "column " + std::to_string(term.column) + ": " + what, 0, {}};
}

} // namespace

std::span<const std::string_view> freeTextFields() {
    static constexpr std::array<std::string_view, 6> names{"title", "message", "name",
                                                           "id",    "branch",  "commit"};
    return names;
}

Result<Resolved> resolve(const Term& term, Kind kind, Time now) {
    Resolved resolved;
    resolved.negated = term.negated;
    resolved.op = term.op;
    resolved.freeText = term.op == Operator::text;
    if (resolved.freeText) {
        for (const Operand& value : term.values) resolved.patterns.push_back({value.text, false, {}});
        return resolved;
    }
    auto field = findField(kind, term.field);
    if (!field) return mistake(term, field.error().message);
    resolved.field = std::move(*field);
    if (isOrder(term.op) && !hasOrder(resolved.field.type))
        return mistake(term, clipped(term.field) +
                                 " has no order; < and > are for times, durations, numbers and severity");
    for (const Operand& value : term.values)
        if (const std::string wanted = addOperand(resolved, value, now); !wanted.empty())
            return mistake(term, clipped(term.field) + " wants " + wanted + ", not " + clipped(value.text));
    return resolved;
}

Result<std::vector<Resolved>> resolve(const Query& query, Kind kind, Time now) {
    std::vector<Resolved> terms;
    for (const Term& term : query.terms) {
        auto resolved = resolve(term, kind, now);
        if (!resolved) return resolved.error();
        terms.push_back(std::move(*resolved));
    }
    return terms;
}

} // namespace shipglass::query
