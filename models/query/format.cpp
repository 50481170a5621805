// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query.h"
#include "query/syntax.h"

#include <algorithm>

namespace shipglass::query {

namespace {

std::string quote(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string fieldText(const std::string& field) {
    const auto dot = field.find('.');
    if (dot == std::string::npos) return field;
    const std::string key = field.substr(dot + 1);
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), isKeyLetter);
    return field.substr(0, dot + 1) + (bare ? key : quote(key));
}

std::string valueText(const Operand& value) {
    const bool bare = !value.quoted && !value.text.empty() &&
                      std::none_of(value.text.begin(), value.text.end(),
                                   [](char c) { return isSpace(c) || c == '"' || c == ','; });
    return bare ? value.text : quote(value.text);
}

/// A free word must not be read as something else: a field and its value, a negation, a value in quotes.
std::string wordText(const Operand& word, bool negated) {
    if (word.quoted || (!negated && word.text.starts_with('-'))) return quote(word.text);
    const auto read = parse((negated ? "-" : "") + word.text);
    const bool same = read && read->terms.size() == 1 && read->terms.front().op == Operator::text &&
                      read->terms.front().values.front() == word;
    return same ? word.text : quote(word.text);
}

std::string_view operatorText(Operator op) {
    switch (op) {
    case Operator::text:
        return "";
    case Operator::anyOf:
        return ":";
    case Operator::exact:
        return "=";
    case Operator::less:
        return "<";
    case Operator::lessEqual:
        return "<=";
    case Operator::greater:
        return ">";
    case Operator::greaterEqual:
        return ">=";
    }
    return "";
}

} // namespace

std::string format(const Query& query) {
    std::string text;
    for (const Term& term : query.terms) {
        if (!text.empty()) text += ' ';
        if (term.negated) text += '-';
        text.append(fieldText(term.field)).append(operatorText(term.op));
        for (std::size_t index = 0; index < term.values.size(); ++index) {
            const Operand& value = term.values[index];
            if (index > 0) text += ',';
            text += term.op == Operator::text ? wordText(value, term.negated) : valueText(value);
        }
    }
    return text;
}

} // namespace shipglass::query
