// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"

#include <string>
#include <vector>

namespace shipglass {

/// A condition on the rows `r` of a kind's table, with what it binds, in order. Empty, it holds for every
/// row.
struct Condition {
    std::string sql;
    std::vector<sql::Bind> binds;

    void join(const char* word, const Condition& more) {
        if (more.sql.empty()) return;
        sql += (sql.empty() ? "" : word) + more.sql;
        binds.insert(binds.end(), more.binds.begin(), more.binds.end());
    }
    void both(const Condition& more) { join(" AND ", more); }
    void either(const Condition& more) { join(" OR ", more); }
    /// The condition in brackets with SQL around it.
    Condition within(const std::string& before, const std::string& after) const {
        return {before + "(" + sql + ")" + after, binds};
    }
    /// ` WHERE ...`, or nothing.
    std::string where() const { return sql.empty() ? std::string() : " WHERE " + sql; }
};

/// What no row satisfies, and what every row does.
inline const Condition never{"0", {}};
inline const Condition always{"1", {}};

} // namespace shipglass
