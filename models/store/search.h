// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/query_sql.h"
#include "store/reader.h"
#include "store/rows.h"

#include <functional>

namespace shipglass {

/// One selection being answered inside a read transaction.
class Search {
public:
    /// `scopes` are those of the moment asked for. Throws what is wrong with the query.
    Search(sql::Connection& connection, Names& names, const ServiceRules& services,
           const std::map<std::int64_t, ScopeView>& scopes, const Selection& selection);

    /// The row numbers that the selection holds for, in its order.
    std::vector<std::int64_t> ids();
    std::int64_t count();
    /// The rows themselves, with details where they were asked for.
    std::vector<Stored> rows();
    /// Began, status and duration of every run that the selection holds for.
    void outcomes(const std::function<void(std::int64_t began, std::int64_t status,
                                           std::optional<std::int64_t>)>& each);

private:
    struct Key {
        std::int64_t began = 0, row = 0;
    };
    void chooseDriver(const std::vector<Driver>& drivers);
    /// One by one, since there may be millions.
    void eachKey(std::size_t limit, const Key& after, const std::function<void(const Key&)>& each);
    std::vector<Key> drivenKeys(std::size_t limit, const Key& after);
    bool accept(Stored& stored) const;
    void eachVerified(const std::function<void(Stored&)>& each);

    sql::Connection& m_connection;
    Names& m_names;
    const ServiceRules& m_services;
    const std::map<std::int64_t, ScopeView>& m_scopes;
    const Selection& m_selection;
    SqlFilter m_filter;
    std::optional<std::vector<std::int64_t>>
        m_candidates; ///< All rows that can satisfy, where an index found few.
};

/// Fills in what a row's scope tells: when it was last seen, and whether it is stale.
bool applyScope(Stored& stored, const std::map<std::int64_t, ScopeView>& scopes);

} // namespace shipglass
