// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/host.h"
#include "poll/activity.h"
#include "poll/poll_report.h"
#include "poll/store_access.h"

#include <set>

namespace shipglass {

/// How far long work is, in numbers and in words. A total of 0 is unknown.
struct PollProgress {
    std::string source, what, text;
    std::size_t done = 0, total = 0;
};

using ScopeName = std::pair<Facet, std::string>;

/// One poll of one source, as its connector's session sees it: batches go to the store, and are counted.
/// Lives on the poll thread, longer than the session.
class PollHost final : public Host {
public:
    struct Start {
        std::string source, kind;
        std::map<std::string, std::string> cursors; ///< As Writer::cursors() gives them.
        std::vector<ScopeState> scopes;             ///< As the store has them before the poll.
        Time since{};                               ///< How far back history is wanted.
        bool everything = false;                    ///< Also what was refused lately is asked for.
        std::function<void(const PollProgress&)> progress;
        /// Told in words how far a first poll is, also where the connector itself does not say it.
        std::function<void(const std::string&)> filling;
    };
    PollHost(StoreAccess& store, const Clock& clock, Start start);

    /// Who asks, as OpenSession::asker gives it. Before this is known, nothing counts as refused.
    void setAsker(std::string asker) { m_asker = std::move(asker); }

    std::unique_ptr<Operation> store(Batch batch, std::function<void(Result<Done>)> complete) override;
    std::unique_ptr<Operation> failed(Facet facet, std::string scope, Error error,
                                      std::function<void(Result<Done>)> complete) override;
    bool closed(Facet facet, std::string_view scope) override;
    std::string cursor(Facet facet, std::string_view scope) const override;
    std::map<std::string, std::string> allCursors() const override { return m_start.cursors; }
    Time since() const override { return m_start.since; }
    void lookAgain(Time at) override;
    void report(std::size_t done, std::size_t total, std::string_view what) override;

    /// What this poll has neither read to its end nor told to have failed, among what is known of the source
    /// and what it met; nothing where the history cannot be written.
    std::set<ScopeName> openScopes() const;
    /// Rises with every sign of life.
    std::int64_t steps() const { return m_steps; }
    /// How far a back-fill has come, in words; "" where there is nothing yet.
    std::string backfill() const;
    /// What has been counted so far, and how the whole of it ended.
    PollReport finish(const Result<Done>& polled) const;

private:
    void count(const Batch& batch);
    void tellFilling() const;
    ScopeReport& scopeOf(Facet facet, const std::string& scope);
    const ScopeState* known(Facet facet, std::string_view scope) const;
    bool onceWorked(Facet facet, const std::string& scope) const;
    Error explained(Facet facet, const std::string& scope, Error error) const;
    std::function<void(Result<Done>)> noting(std::function<void(Result<Done>)> complete);

    StoreAccess& m_store;
    const Clock& m_clock;
    Start m_start;
    PollReport m_report;
    Activity m_activity;
    std::optional<Error> m_storeError;
    std::string m_asker;
    std::string m_said; ///< By the connector, of its progress.
    std::int64_t m_pollId, m_steps = 0;
};

} // namespace shipglass
