// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history_file.h"
#include "store/record_writer.h"
#include "store/writer.h"

namespace shipglass {

/// The Writer on SQLite.
class SqliteWriter final : public Writer {
public:
    explicit SqliteWriter(HistoryFile file);

    Result<Done> write(const std::string& source, const Batch& batch, Time now, std::int64_t pollId) override;
    Result<Done> fail(const std::string& source, Facet facet, const std::string& scope, const Error& error,
                      Time now) override;
    Result<Done> refused(const std::string& source, Facet facet, const std::string& scope,
                         const std::string& account) override;
    Result<Done> import(const std::vector<Record>& records, Time now,
                        const std::function<bool(std::size_t)>& goOn) override;
    Result<Done> amend(Kind kind, const std::string& source, const std::string& id,
                       const std::function<void(Record&)>& change) override;
    Result<std::map<std::string, std::string>> cursors(const std::string& source,
                                                       const std::string& identity) override;
    Result<Done> saveState(const SourceState& state) override;
    Result<Done> addUsage(const std::string& source, std::int64_t requests, std::int64_t bytes,
                          Time now) override;
    Result<bool> lease(const std::string& source, const std::string& holder, Millis span) override;
    Result<Done> release(const std::string& source, const std::string& holder) override;
    Result<std::map<std::string, std::string>> budgets(Time now) override;
    Result<Done> keepBudget(const std::string& account, Time now,
                            const std::function<std::string(std::string)>& join) override;
    Result<Done> mark(Kind kind, const std::string& source, const std::string& id, const std::string& name,
                      const std::string& value, Time now) override;
    Result<bool> forget(const std::string& source, int rows) override;
    Result<bool> prune(const Keep& keep, Time now, int rows) override;
    void useClock(std::function<Time()> clock) override { m_clock = std::move(clock); }

private:
    template <class Work> auto inTransaction(bool seen, Work&& work);
    void writeBatch(const std::string& source, const Batch& batch, Time now, std::int64_t pollId);
    void importRecords(const std::vector<Record>& records, Time now,
                       const std::function<bool(std::size_t)>& goOn);
    void forgetCaches();

    HistoryFile m_file;
    sql::Connection& m_connection;
    Names m_names;
    Catalog m_catalog;
    RecordWriter m_records;
    Counters m_counters;
    std::function<Time()> m_clock; ///< Of tests; empty for the store's own.
};

} // namespace shipglass
