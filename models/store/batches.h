// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"

#include <algorithm>
#include <string>
#include <vector>

namespace shipglass {

/// How many rows or values one statement takes; few sizes, so that the prepared statements are few.
inline std::size_t statementSize(std::size_t left) { return left >= 200 ? 200 : left >= 20 ? 20 : 1; }

/// `(?, ?, ?)` for `columns`, `rows` times.
std::string placeholders(std::size_t rows, std::size_t columns);

/// Inserts items by `head VALUES (...), (...) tail`, up to 200 a statement; `bind(query, item)` binds one
/// row. Returns the number of rows written.
template <class Items, class Bind>
std::int64_t insertRows(sql::Connection& connection, const std::string& head, std::size_t columns,
                        const std::string& tail, const Items& items, Bind&& bind) {
    std::int64_t written = 0;
    for (std::size_t at = 0; at < items.size();) {
        const std::size_t count = statementSize(items.size() - at);
        sql::Query query = connection.query(head + " VALUES " + placeholders(count, columns) + tail);
        for (std::size_t end = at + count; at < end; ++at) bind(query, items[at]);
        written += query.run();
    }
    return written;
}

/// Runs `head (list) tail` for the values, up to 200 a list: `before` binds what stands before the list,
/// `eachRow` is called on every row of the answers.
template <class T, class Before, class EachRow>
void selectIn(sql::Connection& connection, const std::string& head, const std::string& tail,
              const std::vector<T>& values, Before&& before, EachRow&& eachRow) {
    for (std::size_t at = 0; at < values.size();) {
        const std::size_t count = std::min<std::size_t>(values.size() - at, 200);
        const std::size_t places = count > 20 ? 200 : count > 1 ? 20 : 1;
        sql::Query query = connection.query(head + placeholders(1, places) + tail);
        before(query);
        for (std::size_t place = 0; place < places; ++place)
            query << values[std::min(at + place, at + count - 1)];
        at += count;
        while (query.next()) eachRow(query);
    }
}

} // namespace shipglass
