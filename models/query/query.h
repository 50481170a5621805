// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace shipglass::query {

/// How a term compares a field with its values.
enum class Operator { text, anyOf, exact, less, lessEqual, greater, greaterEqual };

/// One value of a term. In `anyOf`, an unquoted `*` in it is a glob; quoted values are taken as they are.
struct Operand {
    std::string text;
    bool quoted = false;

    bool operator==(const Operand&) const = default;
};

/// `field:a,b*`, `field=a`, `field<x` or a free word; `-` before it negates it.
struct Term {
    bool negated = false;
    std::string field; ///< Empty for Operator::text.
    Operator op = Operator::text;
    std::vector<Operand> values;
    std::size_t column = 1; ///< Where the term begins in the text, from 1.

    bool operator==(const Term&) const = default;
};

/// Terms that must all hold; none at all holds for every record.
struct Query {
    std::vector<Term> terms;

    bool operator==(const Query&) const = default;
};

/// Reads the query language; a mistake is Fault::config and names the column and what was expected.
Result<Query> parse(std::string_view text);

/// The text that parse() reads back to an equal tree, columns aside.
std::string format(const Query& query);

} // namespace shipglass::query
