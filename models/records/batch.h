// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <string>
#include <utility>
#include <vector>

namespace shipglass {

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

    /// Where the next poll of this facet and scope goes on; nothing leaves the stored cursor as it is.
    Batch& setCursor(std::string cursor) {
        m_cursor = std::move(cursor);
        return *this;
    }
    const std::optional<std::string>& cursor() const { return m_cursor; }

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
    std::optional<std::string> m_cursor;
    bool m_last = false;
    bool m_authoritative = false;
};

} // namespace shipglass
