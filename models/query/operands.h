// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/resolve.h"

namespace shipglass::query {

/// Whether the operator asks for an order rather than for equality.
constexpr bool isOrder(Operator op) {
    return op != Operator::text && op != Operator::anyOf && op != Operator::exact;
}

/// A star as such asks only that the field is there.
inline bool isAny(const Operand& value, Operator op) {
    return op == Operator::anyOf && !value.quoted && value.text == "*";
}

/// Reads one value of a term as what the field holds and adds it; what is wrong with it as a text, else
/// nothing.
std::string addOperand(Resolved& into, const Operand& value, Time now);

} // namespace shipglass::query
