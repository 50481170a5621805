// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"
#include "store/sql.h"

#include <string>
#include <vector>

namespace shipglass {

/// A condition on the rows `r` of a kind's table, with what it binds, in order.
struct Condition {
    std::string sql;
    std::vector<sql::Bind> binds;

    void add(const std::string& more) { sql += (sql.empty() ? "" : " AND ") + more; }
    void add(const Condition& more);
    /// ` WHERE ...`, or nothing.
    std::string where() const { return sql.empty() ? std::string() : " WHERE " + sql; }
};

/// The condition of a selection's time span and keyset.
Condition spanOf(const Selection& selection);

} // namespace shipglass
