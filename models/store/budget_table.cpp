// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/budget_table.h"

namespace shipglass {

namespace {

std::int64_t dayBefore(Time now) { return epochMs(now - std::chrono::hours{24}); }

} // namespace

std::map<std::string, std::string> readBudgets(sql::Connection& connection, Time now) {
    std::map<std::string, std::string> budgets;
    sql::Query query = connection.query("SELECT account, state FROM budgets WHERE at >= ?");
    query << dayBefore(now);
    while (query.next()) budgets[query.text(0)] = query.text(1);
    return budgets;
}

void writeBudget(sql::Connection& connection, const std::string& account, const std::string& state,
                 Time now) {
    (connection.query("DELETE FROM budgets WHERE at < ?") << dayBefore(now)).run();
    (connection.query(
         "INSERT INTO budgets (account, state, at) VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE "
         "SET state = excluded.state, at = excluded.at")
     << account << state << epochMs(now))
        .run();
}

} // namespace shipglass
