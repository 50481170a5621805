// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/source_query.h"

#include "query/fold.h"
#include "records/nearest.h"

#include <algorithm>

namespace shipglass {

namespace {

using query::Operand;
using query::Operator;
using query::Term;

constexpr std::array<std::string_view, 5> fields{"source", "name", "kind", "health", "fault"};

Error mistake(const Term& term, const std::string& what) {
    return {Fault::config, "column " + std::to_string(term.column) + ": " + what, 0, {}};
}

bool isGlob(const Operand& value, Operator op) {
    return op == Operator::anyOf && !value.quoted && value.text.find('*') != std::string::npos;
}

/// What is wrong with the values of a field that has only these words.
template <class Words> std::optional<Error> wrongWord(const Term& term, const Words& words) {
    for (const Operand& value : term.values) {
        const auto same = [&](std::string_view word) { return query::equalFolded(word, value.text); };
        if (!isGlob(value, term.op) && std::none_of(words.begin(), words.end(), same))
            return mistake(term, term.field + " is never " + query::clipped(value.text) + "; did you mean " +
                                     nearestWord(value.text, words) + "?");
    }
    return std::nullopt;
}

std::optional<Error> wrong(const Term& term) {
    if (term.op == Operator::text) return std::nullopt;
    if (std::find(fields.begin(), fields.end(), term.field) == fields.end())
        return mistake(term, "sources have no field " + query::clipped(term.field) + "; did you mean " +
                                 nearestWord(term.field, fields) + "?");
    if (term.op != Operator::anyOf && term.op != Operator::exact)
        return mistake(term, term.field + " has no order; write " + term.field + ":VALUE");
    if (term.field == "health") return wrongWord(term, Words<SourceHealth>::list);
    if (term.field == "fault") return wrongWord(term, Words<Fault>::list);
    return std::nullopt;
}

std::string valueOf(const SourceState& state, std::string_view field) {
    if (field == "kind") return state.kind;
    if (field == "health") return std::string(word(state.health));
    if (field == "fault") return state.error ? std::string(word(state.error->fault)) : std::string();
    return state.source;
}

bool plainly(const Term& term, const SourceState& state) {
    if (term.op == Operator::text)
        return query::containsFolded(state.source, term.values.front().text) ||
               (state.error && query::containsFolded(state.error->message, term.values.front().text));
    const auto held = valueOf(state, term.field);
    return !held.empty() && std::any_of(term.values.begin(), term.values.end(), [&](const Operand& value) {
        if (term.op == Operator::exact) return held == value.text;
        return isGlob(value, term.op) ? query::globFolded(value.text, held)
                                      : query::equalFolded(value.text, held);
    });
}

} // namespace

Result<query::Query> parseSourceQuery(const std::string& text) {
    auto parsed = query::parse(text);
    if (!parsed) return parsed;
    for (const Term& term : parsed->terms)
        if (auto error = wrong(term)) return *error;
    return parsed;
}

bool matches(const query::Query& query, const SourceState& state) {
    return std::all_of(query.terms.begin(), query.terms.end(),
                       [&](const Term& term) { return plainly(term, state) != term.negated; });
}

} // namespace shipglass
