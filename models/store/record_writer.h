// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/catalog.h"
#include "store/recent_writer.h"
#include "store/rows.h"

#include <functional>
#include <vector>

namespace shipglass {

/// The two counters of the history: `seq` of the write, and the last row number given out.
struct Counters {
    std::int64_t seq = 0, row = 0;
};

/// Writes records of one kind inside the caller's transaction, merged with what is known of them.
class RecordWriter {
public:
    RecordWriter(sql::Connection& connection, Catalog& catalog, Names& names)
        : m_connection(connection), m_catalog(catalog), m_names(names), m_recent(connection, catalog) {}

    /// Where the records come from; scope 0 keeps the scope of known rows.
    struct Origin {
        std::int64_t source = 0, scope = 0;
        bool ownScope = true; ///< False for imports: known rows keep the scope that is polled.
        Time now{};
    };
    /// Merges and writes; the rows of all the records. Records of equal ids are merged one after another.
    std::vector<Stored> store(Kind kind, std::vector<Record> records, const Origin& origin,
                              Counters& counters);
    /// Writes the rows that differ from what they were before.
    void rewrite(Kind kind, std::int64_t source, const std::vector<Stored>& rows,
                 const std::vector<Stored>& before, std::int64_t seq);
    /// Changes the record with this id, if there is one.
    void amend(Kind kind, std::int64_t source, const std::string& id,
               const std::function<void(Record&)>& change, std::int64_t seq);
    RecentWriter& recent() { return m_recent; }

private:
    std::vector<Stored> known(Kind kind, std::int64_t source, const std::vector<std::string>& ids);
    void write(Kind kind, std::int64_t source, const std::vector<Stored>& rows,
               const std::vector<Stored>& before, const std::vector<bool>& touched, std::int64_t seq);
    void writeRows(Kind kind, std::int64_t source, const std::vector<const Stored*>& rows, std::int64_t seq);
    sql::Connection& m_connection;
    Catalog& m_catalog;
    Names& m_names;
    RecentWriter m_recent;
};

} // namespace shipglass
