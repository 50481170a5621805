// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history_file.h"
#include "store/journal.h"
#include "store/reader.h"
#include "store/rows.h"

namespace shipglass {

/// The Reader on SQLite.
class SqliteReader final : public Reader {
public:
    explicit SqliteReader(HistoryFile file);

    void setServices(ServiceRules rules) override { m_services = std::move(rules); }
    const ServiceRules& services() const override { return m_services; }
    void setSources(std::vector<ConfiguredName> sources) override { m_configured = std::move(sources); }
    Result<std::vector<Row>> read(const Selection& selection) override;
    Result<std::int64_t> count(const Selection& selection) override;
    Result<std::vector<std::int64_t>> ids(const Selection& selection) override;
    Result<std::vector<Row>> rows(Kind kind, const std::vector<std::int64_t>& rows, Time now,
                                  std::optional<Time> asOf) override;
    Result<Row> find(Kind kind, const std::string& source, const std::string& id, Time now) override;
    Result<std::map<std::string, std::vector<RecentRun>>> recent(const std::vector<Row>& runs,
                                                                 std::optional<Time> asOf) override;
    Result<std::vector<DayOutcome>> outcomes(const Selection& selection) override;
    Result<std::vector<SourceState>> sources(Time now, std::optional<Time> asOf) override;
    Result<std::map<std::string, std::string>> marks(Kind kind, const std::string& source,
                                                     const std::string& id) override;
    Result<std::int64_t> version() override;
    Result<std::vector<std::int64_t>> changedSince(Kind kind, std::int64_t version,
                                                   std::size_t limit) override;
    void cancel() override { m_canceled = true; }
    void watch(const std::atomic<bool>* flag) override;

private:
    using Scopes = std::map<std::int64_t, ScopeView>;
    template <class Work> auto asked(Work&& work);
    template <class Answer> auto searched(const Selection& selection, Answer&& answer);
    std::vector<Row> finish(std::vector<Stored> stored, const Scopes& scopes) const;
    std::vector<RecentRun> newestRuns(const Run& run);
    std::vector<RecentRun> newestRunsAt(const Run& run, Time at);

    HistoryFile m_file;
    sql::Connection& m_connection;
    Names m_names;
    ServiceRules m_services;
    std::optional<std::vector<ConfiguredName>> m_configured;
    std::atomic<bool> m_canceled{false};
};

} // namespace shipglass
