// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "query/services.h"
#include "records/error.h"
#include "records/record.h"
#include "store/source_state.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace shipglass {

/// What to read: records of one kind that a query holds for, in `[since, until)` by when they began, newest
/// first.
struct Selection {
    Kind kind = Kind::run;
    query::Query where;
    std::optional<Time> since, until;
    std::optional<Time> asOf;                  ///< What was true then, as far as is known now.
    std::size_t limit = 1000;                  ///< 0 for all.
    std::int64_t afterBegan = 0, afterRow = 0; ///< Keyset of the last row of the page before; row 0 begins.
    bool withDetails = false;                  ///< Stages, attributes, histories too.
    Time now{};                                ///< For ages.
};

/// A record with the store's own row number, which is what models hold on to.
struct Row {
    std::int64_t row = 0, began = 0; ///< `began` in epoch milliseconds.
    Record record;
    std::string service; ///< The effective one.
    bool stale = false;
    std::optional<Time> freshUntil{}; ///< When it goes stale unless its source is read again.
};

/// The last runs of a pipeline, newest first: what a sparkline is drawn from.
struct RecentRun {
    RunStatus status = RunStatus::unknown;
    std::int64_t durationMs = -1; ///< -1 while unknown.
};

/// A reading connection, for one thread. Answers are snapshots; each call gives up with `canceled` when
/// `cancel()`.
class Reader {
public:
    static Result<std::unique_ptr<Reader>> open(const std::string& path);
    virtual ~Reader() = default;

    virtual void setServices(ServiceRules rules) = 0;
    virtual const ServiceRules& services() const = 0;
    /// The sources of the configuration; before that every source counts as one of them.
    virtual void setSources(std::vector<ConfiguredName> sources) = 0;
    virtual Result<std::vector<Row>> read(const Selection& selection) = 0;
    virtual Result<std::int64_t> count(const Selection& selection) = 0;
    /// The row numbers of all that the selection holds for, in its order.
    virtual Result<std::vector<std::int64_t>> ids(const Selection& selection) = 0;
    /// The rows of these numbers, in the order asked; rows that are gone, or were not there then, are left
    /// out.
    virtual Result<std::vector<Row>> rows(Kind kind, const std::vector<std::int64_t>& rows, Time now,
                                          std::optional<Time> asOf = {}) = 0;
    /// One record with all its details.
    virtual Result<Row> find(Kind kind, const std::string& source, const std::string& id, Time now) = 0;
    /// The newest runs of the pipelines that these runs belong to, by `source\x1f project\x1f pipeline`.
    virtual Result<std::map<std::string, std::vector<RecentRun>>> recent(const std::vector<Row>& runs,
                                                                         std::optional<Time> asOf = {}) = 0;
    /// Runs a day (UTC) and status, and their median duration, for the outcome chart.
    struct DayOutcome {
        std::int64_t dayMs;
        RunStatus status;
        std::int64_t count;
        std::int64_t medianMs;
    };
    virtual Result<std::vector<DayOutcome>> outcomes(const Selection& selection) = 0;
    virtual Result<std::vector<SourceState>> sources(Time now, std::optional<Time> asOf = {}) = 0;
    virtual Result<std::map<std::string, std::string>> marks(Kind kind, const std::string& source,
                                                             const std::string& id) = 0;
    /// Rises with every change that any process made to what is shown; cheap.
    virtual Result<std::int64_t> version() = 0;
    /// The rows that were written after the history stood at `version`, at most `limit` of them: what to read
    /// again.
    virtual Result<std::vector<std::int64_t>> changedSince(Kind kind, std::int64_t version,
                                                           std::size_t limit) = 0;
    /// Ends the call that is running on another thread.
    virtual void cancel() = 0;
    /// From now on calls also end while the flag is set; it must outlive the watching, which null ends.
    virtual void watch(const std::atomic<bool>* flag) = 0;
};

} // namespace shipglass
