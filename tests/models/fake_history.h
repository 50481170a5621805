// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history_access.h"

#include <deque>
#include <map>
#include <vector>

namespace shipglass {

/// A history in memory. It knows as much of queries as models ask for: exact values, words in titles, and
/// negation.
class FakeReader : public Reader {
public:
    void setServices(ServiceRules rules) override { m_services = std::move(rules); }
    const ServiceRules& services() const override { return m_services; }
    void setSources(std::vector<ConfiguredName> sources) override { configured = std::move(sources); }
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
    Result<std::map<std::string, std::string>> marks(Kind, const std::string&, const std::string&) override;
    Result<std::int64_t> version() override { return m_version; }
    Result<std::vector<std::int64_t>> changedSince(Kind, std::int64_t, std::size_t) override;
    void cancel() override {}
    void watch(const std::atomic<bool>*) override {}

    /// Adds a record, or puts it in the place of the one with its source and id; the version rises.
    std::int64_t put(Record record);
    void remove(std::int64_t row);
    void touch() { ++m_version; }
    /// When the row goes stale by itself.
    void setFreshUntil(std::int64_t row, Time until) { m_rows.at(row).freshUntil = until; }

    std::optional<Error> error; ///< Every call fails with it while it is set.
    std::vector<SourceState> states;
    std::optional<std::vector<ConfiguredName>> configured;
    std::optional<Time> askedAsOf; ///< The moment that sources were last asked of.
    int reads = 0, idReads = 0, rowReads = 0;
    std::size_t rowsRead = 0;

private:
    std::vector<const Row*> selected(const Selection& selection) const;

    std::map<std::int64_t, Row> m_rows;
    std::map<std::string, std::int64_t> m_numbers; ///< By kind, source and id.
    std::int64_t m_next = 1, m_version = 1;
    ServiceRules m_services;
};

/// Asks a FakeReader at once, or, when held, as soon as the test says so.
class FakeHistory : public HistoryAccess {
public:
    FakeReader reader;
    bool held = false;
    int ended = 0; ///< Questions that were ended early.

    /// Runs the oldest question that was held back; false when there is none.
    bool answerOne();
    void answerAll();
    std::size_t waiting() const { return m_waiting.size(); }

protected:
    std::function<void()> run(std::function<void(Reader&)> work) override;

private:
    std::deque<std::function<void(Reader&)>> m_waiting;
};

/// The moment at which the tests' world stands: 2026-05-04 10:00 UTC.
Time worldNow();
/// A run that began some minutes before worldNow() and took five minutes, when its status is a final one.
Run makeRun(const std::string& id, RunStatus status, int minutesAgo, const std::string& pipeline = "build");
/// An alert that began some minutes before worldNow().
Alert makeAlert(const std::string& id, Severity severity, AlertState state, int minutesAgo);
/// A deployment of the service `web` that began some minutes before worldNow() and succeeded two minutes
/// later.
Deployment makeDeployment(const std::string& id, const std::string& environment, const std::string& version,
                          int minutesAgo);
/// A source that was read some minutes before worldNow().
SourceState makeSource(const std::string& name, SourceHealth health, int minutesAgo);

} // namespace shipglass
