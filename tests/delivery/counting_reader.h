// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass::testing {

/// Passes everything on to another reader and counts the rows that it gave.
class CountingReader : public Reader {
public:
    explicit CountingReader(Reader& reader) : m_reader(reader) {}

    std::size_t rowsRead = 0;

    Result<std::vector<Row>> read(const Selection& selection) override {
        auto rows = m_reader.read(selection);
        if (rows) rowsRead += rows->size();
        return rows;
    }
    void setServices(ServiceRules rules) override { m_reader.setServices(std::move(rules)); }
    void setSources(std::vector<ConfiguredName> sources) override { m_reader.setSources(std::move(sources)); }
    const ServiceRules& services() const override { return m_reader.services(); }
    Result<std::int64_t> count(const Selection& selection) override { return m_reader.count(selection); }
    Result<std::vector<std::int64_t>> ids(const Selection& selection) override {
        return m_reader.ids(selection);
    }
    Result<std::vector<Row>> rows(Kind kind, const std::vector<std::int64_t>& rows, Time now,
                                  std::optional<Time> asOf) override {
        return m_reader.rows(kind, rows, now, asOf);
    }
    Result<Row> find(Kind kind, const std::string& source, const std::string& id, Time now) override {
        return m_reader.find(kind, source, id, now);
    }
    Result<std::map<std::string, std::vector<RecentRun>>> recent(const std::vector<Row>& runs,
                                                                 std::optional<Time> asOf) override {
        return m_reader.recent(runs, asOf);
    }
    Result<std::vector<DayOutcome>> outcomes(const Selection& selection) override {
        return m_reader.outcomes(selection);
    }
    Result<std::vector<SourceState>> sources(Time now, std::optional<Time> asOf) override {
        return m_reader.sources(now, asOf);
    }
    Result<std::map<std::string, std::string>> marks(Kind kind, const std::string& source,
                                                     const std::string& id) override {
        return m_reader.marks(kind, source, id);
    }
    Result<std::int64_t> version() override { return m_reader.version(); }
    Result<std::vector<std::int64_t>> changedSince(Kind kind, std::int64_t version,
                                                   std::size_t limit) override {
        return m_reader.changedSince(kind, version, limit);
    }
    void cancel() override { m_reader.cancel(); }
    void watch(const std::atomic<bool>* flag) override { m_reader.watch(flag); }

private:
    Reader& m_reader;
};

} // namespace shipglass::testing
