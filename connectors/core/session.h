// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/command.h"
#include "net/node.h"
#include "net/paging.h"
#include "net/request.h"
#include "net/task.h"
#include "records/batch.h"

#include <functional>
#include <map>
#include <memory>

namespace shipglass {

class SessionCore;
class PageReader;
class LineReader;

/// An answer as it came: status, headers (names in lower case) and body.
struct Answer {
    int status = 0;
    Pairs headers;
    std::string body;

    std::string_view header(std::string_view name) const;
};

/// All of the world that a connector may touch. Copies share one source: its address, credentials, budget,
/// cursors. Every verb gives typed errors (see Fault) and keeps the limits of the design; retries, rate
/// limits, conditional requests, recording and redaction happen below it.
class Session {
public:
    explicit Session(std::shared_ptr<SessionCore> core) : m_core(std::move(core)) {}

    /// One answer of status 2xx, parsed. HTML with status 200 is `server`: a login, a proxy or maintenance
    /// stands in front.
    Task<Json> json(Request request) const;
    /// One answer of status 2xx as text.
    Task<std::string> text(Request request) const;
    /// One answer of status 2xx with its headers.
    Task<Answer> answer(Request request) const;
    /// The pages of a list, one by one: `auto page = co_await pages.next();` until it is empty.
    PageReader pages(Request request, Paging paging) const;
    /// A GraphQL query; `errors` in the answer become an Error, rate limits included.
    Task<Json> graphql(Request request, std::string query, Json variables) const;
    /// A body line by line as it comes; an idle limit instead of a total one.
    LineReader lines(Request request) const;

    Task<CommandResult> run(Command command) const;
    /// Files that match a glob (`**` too), sorted by path; hidden folders are not entered.
    Task<std::vector<FileInfo>> files(std::string glob) const;
    /// A file's content; `too_large` over the limits' largest body.
    Task<std::string> read(std::string path) const;
    /// Runs what blocks or takes over 5 ms on a worker thread and goes on here with its result or what it
    /// threw.
    template <class T> Task<T> offload(std::function<T()> work) const {
        return offloadOn<T>(*this, std::move(work));
    }

    /// The source's name, its base URL without a trailing slash, and its own keys from the configuration.
    const std::string& source() const;
    const std::string& baseUrl() const;
    std::string setting(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;
    Node settings() const;
    /// How many tasks all() should run at once.
    std::size_t atOnce() const;

    /// Where the last poll of a facet and scope ended; empty at the first.
    std::string cursor(Facet facet, std::string_view scope) const;
    /// All cursors of the source, by `<facet> <scope>`.
    std::map<std::string, std::string> cursors() const;
    /// The oldest moment that history is wanted for.
    Time since() const;
    /// Now, corrected by the server's `Date`.
    Time now() const;

    /// Stores a batch; resumes when records and cursor are safely in the store. The scope of one that is not
    /// whole is said to have failed.
    Task<Done> hand(Batch batch) const;
    /// Says that a scope could not be read in this poll; what is known of it goes stale.
    Task<Done> failed(Facet facet, std::string scope, Error error) const;
    /// True while a facet of a scope is closed to this account, which is not asked for then; see pollScope().
    bool closed(Facet facet, std::string_view scope) const;
    /// Asks for the next poll to come at this time, if that is sooner than usual: something was met halfway,
    /// and will soon be whole.
    void lookAgain(Time at) const;
    /// Progress of long work, for people.
    void report(std::size_t done, std::size_t total, std::string_view what) const;

private:
    Task<Done> offloadAny(std::function<void()> work) const;
    template <class T> static Task<T> offloadOn(Session self, std::function<T()> work) {
        auto result = std::make_shared<std::optional<Result<T>>>();
        auto finished = self.offloadAny([result, work = std::move(work)] {
            try {
                result->emplace(work());
            } catch (...) {
                result->emplace(detail::currentError());
            }
        });
        co_await std::move(finished);
        co_return std::move(**result).orThrow();
    }
    std::shared_ptr<SessionCore> m_core;
};

/// Reads the pages of a list. Ends quietly at the last; a repeated or endless cursor is `too_large` and says
/// so.
class PageReader {
public:
    PageReader(std::shared_ptr<SessionCore> core, Request request, Paging paging);
    Task<std::optional<Json>> next();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Reads a streamed body line by line, without line ends; nothing at its end.
class LineReader {
public:
    LineReader(std::shared_ptr<SessionCore> core, Request request);
    Task<std::optional<std::string>> next();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace shipglass
