// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <utility>
#include <vector>

namespace shipglass {

/// How many rows an answer had, and of how many of them no record could be made.
struct RowCount {
    std::size_t rows = 0, unreadable = 0;

    RowCount& operator+=(const RowCount& more) {
        rows += more.rows;
        unreadable += more.unreadable;
        return *this;
    }
};

/// What a poll hands over at once: records of one facet and scope, stored in one transaction with the cursor.
class Batch {
public:
    Batch(Facet facet, std::string scope) : m_facet(facet), m_scope(std::move(scope)) {}

    Facet facet() const { return m_facet; }
    /// The system's name of what was asked: `acme/web`, or `*` for all.
    const std::string& scope() const { return m_scope; }
    void setScope(std::string scope) { m_scope = std::move(scope); }

    void add(Record record) { m_records.push_back(std::move(record)); }
    const std::vector<Record>& records() const { return m_records; }
    std::vector<Record>& records() { return m_records; }

    /// Of what the records were made.
    const RowCount& rowCount() const { return m_rowCount; }
    RowCount& rowCount() { return m_rowCount; }
    /// False where rows could not be read: what is missing may be one of them, so that absence says nothing.
    bool whole() const { return m_rowCount.unreadable == 0; }

    /// Where the next poll of this facet and scope goes on; nothing leaves the stored cursor as it is, and so
    /// does a batch that is not whole: what could not be read is asked for again.
    Batch& setCursor(std::string cursor) {
        m_cursor = std::move(cursor);
        return *this;
    }
    std::optional<std::string> cursor() const { return whole() ? m_cursor : std::nullopt; }

    /// No more batches of this scope follow in this poll.
    Batch& setLast(bool last = true) {
        m_last = last;
        return *this;
    }
    bool last() const { return m_last; }

    /// The system itself says that what is missing has ended, so absence closes at once.
    Batch& setAuthoritative(bool on = true) {
        m_authoritative = on;
        return *this;
    }
    bool authoritative() const { return m_authoritative; }

private:
    Facet m_facet;
    std::string m_scope;
    std::vector<Record> m_records;
    RowCount m_rowCount;
    std::optional<std::string> m_cursor;
    bool m_last = false;
    bool m_authoritative = false;
};

} // namespace shipglass
