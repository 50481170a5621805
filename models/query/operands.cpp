// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/operands.h"

#include "query/fold.h"

#include <array>
#include <charconv>
#include <cmath>

namespace shipglass::query {

namespace {

using Limits = std::numeric_limits<std::int64_t>;
constexpr Span nothing{1, 0};

template <class Number> std::optional<Number> readNumber(std::string_view text) {
    Number number{};
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<double> readReal(std::string_view text) {
    const auto number = readNumber<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// What is before, after or at `[first, last]`; of a date, first is its midnight.
Span spanOf(Operator op, std::int64_t first, std::int64_t last) {
    switch (op) {
    case Operator::less:
        return first == Limits::min() ? nothing : Span{Limits::min(), first - 1};
    case Operator::lessEqual:
        return {Limits::min(), first};
    case Operator::greater:
        return first == Limits::max() ? nothing : Span{first + 1, Limits::max()};
    case Operator::greaterEqual:
        return {first, Limits::max()};
    default:
        return {first, last};
    }
}

std::string addText(Resolved& into, const Operand& value) {
    const bool glob =
        into.op == Operator::anyOf && !value.quoted && value.text.find('*') != std::string::npos;
    into.patterns.push_back({value.text, glob, glob ? std::nullopt : readReal(value.text)});
    return {};
}

std::string addAttribute(Resolved& into, const Operand& value) {
    if (!isOrder(into.op)) return addText(into, value);
    into.bound = readReal(value.text);
    return into.bound ? "" : "a number";
}

std::string addWords(Resolved& into, const Operand& value) {
    const bool glob = into.op == Operator::anyOf && !value.quoted;
    for (std::size_t index = 0; index < into.field.words.size(); ++index) {
        const std::string_view word = into.field.words[index];
        const bool same = into.op == Operator::exact ? word == value.text
                          : glob                     ? globFolded(value.text, word)
                                                     : equalFolded(value.text, word);
        if (same) into.values.push_back(static_cast<std::int64_t>(index));
    }
    return {};
}

std::string addSeverity(Resolved& into, const Operand& value) {
    if (!isOrder(into.op)) return addWords(into, value);
    const auto words = into.field.words;
    // `unknown` comes first and has no place in the order.
    for (std::size_t bound = 1; bound < words.size(); ++bound) {
        if (!equalFolded(words[bound], value.text)) continue;
        const Span span = spanOf(into.op, static_cast<std::int64_t>(bound), static_cast<std::int64_t>(bound));
        for (std::int64_t rank = 1; rank < static_cast<std::int64_t>(words.size()); ++rank)
            if (span.holds(rank)) into.values.push_back(rank);
        return {};
    }
    return "info, warning, high or critical";
}

std::string addFlag(Resolved& into, const Operand& value) {
    const bool any = isAny(value, into.op), yes = equalFolded(value.text, "true"),
               no = equalFolded(value.text, "false");
    if (any || no) into.values.push_back(0);
    if (any || yes) into.values.push_back(1);
    return any || yes || no ? "" : "true or false";
}

std::string addNumber(Resolved& into, const Operand& value) {
    const auto number = readNumber<std::int64_t>(value.text);
    if (!number) return "a whole number";
    into.spans.push_back(spanOf(into.op, *number, *number));
    return {};
}

std::string addDuration(Resolved& into, const Operand& value) {
    const auto span = parseDuration(value.text);
    if (!span) return "a duration such as 90d, 2h, 10m or 30s";
    into.spans.push_back(spanOf(into.op, span->count(), span->count()));
    return {};
}

std::string addTime(Resolved& into, const Operand& value, Time now) {
    constexpr std::int64_t day = 86'400'000;
    const auto age = parseDuration(value.text);
    if (age && !isOrder(into.op)) return "a date or time; an age goes with < or >";
    const auto time = age ? std::optional(now - *age) : parseTime(value.text);
    if (!time) return "a time such as 2026-05-04T10:00:00Z, a date, or an age such as 2h";
    const bool date = !age && value.text.size() == std::string_view("2026-05-04").size();
    into.spans.push_back(spanOf(into.op, epochMs(*time), epochMs(*time) + (date ? day - 1 : 0)));
    return {};
}

} // namespace

std::string addOperand(Resolved& into, const Operand& value, Time now) {
    const FieldType type = into.field.type;
    if (type == FieldType::number || type == FieldType::time || type == FieldType::duration) {
        if (isAny(value, into.op)) {
            into.spans.emplace_back();
            return {};
        }
        if (type == FieldType::number) return addNumber(into, value);
        return type == FieldType::time ? addTime(into, value, now) : addDuration(into, value);
    }
    switch (type) {
    case FieldType::word:
        return addWords(into, value);
    case FieldType::severity:
        return addSeverity(into, value);
    case FieldType::flag:
        return addFlag(into, value);
    case FieldType::attribute:
        return addAttribute(into, value);
    default:
        return addText(into, value);
    }
}

} // namespace shipglass::query
