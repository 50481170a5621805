// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/fields.h"
#include "query/query.h"

#include <limits>

namespace shipglass::query {

/// A text to compare with: without case, or as a glob; `number` where it reads as one, for attributes that
/// are numbers.
struct Pattern {
    std::string text;
    bool glob = false;
    std::optional<double> number;
};

/// Whole numbers, or milliseconds, both ends included; empty when low > high.
struct Span {
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    std::int64_t high = std::numeric_limits<std::int64_t>::max();

    bool holds(std::int64_t value) const { return low <= value && value <= high; }
    bool operator==(const Span&) const = default;
};

/// A term with its operands read as what the field holds: matching in memory and SQL are both made from this.
/// A record satisfies a plain term when it has the field and any one of `patterns`, `values` or `spans` holds
/// for it.
struct Resolved {
    bool negated = false;
    bool freeText = false; ///< No field: a substring, without case, of any of freeTextFields().
    Field field;
    Operator op = Operator::text;
    std::vector<Pattern>
        patterns; ///< text, list, label, attribute, and the free text. With Operator::exact, byte by byte.
    std::vector<std::int64_t>
        values;              ///< word and severity: the enumeration's numbers that satisfy; flag: 0 and 1.
    std::vector<Span> spans; ///< number; time (epoch ms); duration (ms).
    std::optional<double> bound; ///< attribute with a comparison: what its number is compared with by `op`.
};

/// title, message, name, id, branch and commit.
std::span<const std::string_view> freeTextFields();

/// Reads a term for a kind of record; ages count back from `now` (`startedAt>2h`: within the last two hours),
/// a date is its midnight in UTC with an order and the whole day without. Errors are Fault::config and name
/// the column: a field the kind does not have, a comparison the field does not know, a value it cannot hold.
Result<Resolved> resolve(const Term& term, Kind kind, Time now);
Result<std::vector<Resolved>> resolve(const Query& query, Kind kind, Time now);

} // namespace shipglass::query
