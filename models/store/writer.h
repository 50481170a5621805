// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/batch.h"
#include "records/error.h"
#include "store/source_state.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace shipglass {

/// How long records are kept, by kind; nothing means for ever. Stages have a span of their own.
struct Keep {
    std::map<Kind, Millis> spans;
    Millis stages = std::chrono::hours{24 * 30};
};

/// The one connection that writes, for one thread. Every call is one transaction and blocks; the file may be
/// shared with other processes. Errors: `tooLarge` for a full disk, `forbidden` for a read-only file,
/// `server` otherwise.
class Writer {
public:
    /// Opens and, where needed, creates or migrates the history at `path`. A damaged file is set aside first,
    /// which `notice` then says in plain words; a newer schema gives `unsupported`, a network file system
    /// `config`.
    static Result<std::unique_ptr<Writer>> open(const std::string& path, std::string* notice = nullptr);
    virtual ~Writer() = default;

    /// Stores a batch's records and its cursor together. `now` is the moment of the poll; `pollId` tells
    /// polls apart, so that what two whole polls miss is closed (state facets). A
    /// batch that is not whole closes nothing, moves no cursor and does not say that its scope was read.
    virtual Result<Done> write(const std::string& source, const Batch& batch, Time now,
                               std::int64_t pollId) = 0;
    /// Notes that a scope could not be read: what is known of it goes stale.
    virtual Result<Done> fail(const std::string& source, Facet facet, const std::string& scope,
                              const Error& error, Time now) = 0;
    /// Notes whom a scope that failed was refused to: `account` is a keyed hash, never a credential.
    virtual Result<Done> refused(const std::string& source, Facet facet, const std::string& scope,
                                 const std::string& account) = 0;
    /// Writes records from a file, their own `source` kept, all or nothing. `goOn` is told now and then how
    /// many are written; once it says no, none of them is (`canceled`).
    virtual Result<Done> import(const std::vector<Record>& records, Time now,
                                const std::function<bool(std::size_t)>& goOn) = 0;
    Result<Done> import(const std::vector<Record>& records, Time now) {
        return import(records, now, [](std::size_t) { return true; });
    }
    /// Changes a record that is there, while no other process can write; nothing where it is gone. Kind,
    /// source and id stay as they are, and so does what is known of its scope.
    virtual Result<Done> amend(Kind kind, const std::string& source, const std::string& id,
                               const std::function<void(Record&)>& change) = 0;

    /// Drops the cursors of a source unless `identity` (url, account, cursor version) is the one they were
    /// made with.
    virtual Result<std::map<std::string, std::string>> cursors(const std::string& source,
                                                               const std::string& identity) = 0;
    virtual Result<Done> saveState(const SourceState& state) = 0;
    /// Adds what was asked of a source beside its polls to what it costs.
    virtual Result<Done> addUsage(const std::string& source, std::int64_t requests, std::int64_t bytes,
                                  Time now) = 0;
    /// Takes or renews the right to poll a source for a while, by the store's own clock; false while another
    /// holder has it.
    virtual Result<bool> lease(const std::string& source, const std::string& holder, Millis span) = 0;
    virtual Result<Done> release(const std::string& source, const std::string& holder) = 0;

    /// What is known of the rate budgets of all accounts of the last day, as keepBudget() was given it.
    virtual Result<std::map<std::string, std::string>> budgets(Time now) = 0;
    /// Keeps what `join` makes of what is known of an account ("" for nothing), while no other process can
    /// write.
    virtual Result<Done> keepBudget(const std::string& account, Time now,
                                    const std::function<std::string(std::string)>& join) = 0;

    /// A person's own mark beside a record: acknowledged here, snoozed, claimed, seen. An empty value takes
    /// it away.
    virtual Result<Done> mark(Kind kind, const std::string& source, const std::string& id,
                              const std::string& name, const std::string& value, Time now) = 0;
    /// Deletes everything known of a source, in slices of at most `rows` a call; true when there is nothing
    /// left.
    virtual Result<bool> forget(const std::string& source, int rows) = 0;
    /// Deletes what is older than `keep` allows, at most `rows` a call; true when there is nothing left to
    /// delete.
    virtual Result<bool> prune(const Keep& keep, Time now, int rows) = 0;

    /// Puts another clock in the place of the store's own, as tests need it.
    virtual void useClock(std::function<Time()> clock) = 0;
};

} // namespace shipglass
