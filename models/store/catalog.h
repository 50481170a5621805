// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"
#include "store/sql.h"

#include <functional>
#include <string>
#include <unordered_map>

namespace shipglass {

/// The texts behind the numbers of `names`. Numbers are never used again, so what was once read holds.
class Names {
public:
    explicit Names(sql::Connection& connection) : m_connection(connection) {}
    /// The text of a name; "" for one that is gone.
    const std::string& text(std::int64_t name);
    const std::string& source(std::int64_t source);

private:
    sql::Connection& m_connection;
    std::unordered_map<std::int64_t, std::string> m_texts, m_sources;
};

/// The numbers of sources, scopes and names, made where they are missing; for use inside a write transaction.
class Catalog {
public:
    explicit Catalog(sql::Connection& connection) : m_connection(connection) {}

    std::int64_t source(const std::string& name);
    std::int64_t scope(std::int64_t source, Facet facet, const std::string& name);
    std::int64_t name(std::int64_t source, std::string_view field, const std::string& text);
    /// What was made and then rolled back, or taken away by another process, must be looked up again.
    void clear();
    /// clear() if another connection has written since.
    void refresh();

private:
    std::int64_t findOrMake(const std::string& find, const std::string& make,
                            const std::function<void(sql::Query&)>& bind);
    sql::Connection& m_connection;
    std::int64_t m_version = -1;
    std::unordered_map<std::string, std::int64_t> m_sources, m_scopes, m_names;
};

} // namespace shipglass
