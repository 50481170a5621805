// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass {

/// A history that could not be opened: it answers every question with why.
class ClosedReader : public Reader {
public:
    explicit ClosedReader(Error error) : m_error(std::move(error)) {}

    void setServices(ServiceRules rules) override { m_services = std::move(rules); }
    const ServiceRules& services() const override { return m_services; }
    void setSources(std::vector<ConfiguredName>) override {}
    Result<std::vector<Row>> read(const Selection&) override { return m_error; }
    Result<std::int64_t> count(const Selection&) override { return m_error; }
    Result<std::vector<std::int64_t>> ids(const Selection&) override { return m_error; }
    Result<std::vector<Row>> rows(Kind, const std::vector<std::int64_t>&, Time,
                                  std::optional<Time>) override {
        return m_error;
    }
    Result<Row> find(Kind, const std::string&, const std::string&, Time) override { return m_error; }
    Result<std::map<std::string, std::vector<RecentRun>>> recent(const std::vector<Row>&,
                                                                 std::optional<Time>) override {
        return m_error;
    }
    Result<std::vector<DayOutcome>> outcomes(const Selection&) override { return m_error; }
    Result<std::vector<SourceState>> sources(Time, std::optional<Time>) override { return m_error; }
    Result<std::map<std::string, std::string>> marks(Kind, const std::string&, const std::string&) override {
        return m_error;
    }
    Result<std::int64_t> version() override { return m_error; }
    Result<std::vector<std::int64_t>> changedSince(Kind, std::int64_t, std::size_t) override {
        return m_error;
    }
    void cancel() override {}
    void watch(const std::atomic<bool>*) override {}

private:
    Error m_error;
    ServiceRules m_services;
};

} // namespace shipglass
