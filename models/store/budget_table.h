// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"
#include "store/sql.h"

#include <map>
#include <string>

namespace shipglass {

/// What is known of the rate budgets of accounts. What is older than a day is not: no limit is longer.
std::map<std::string, std::string> readBudgets(sql::Connection& connection, Time now);
void writeBudget(sql::Connection& connection, const std::string& account, const std::string& state, Time now);

} // namespace shipglass
