// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace shipglass {

/// A question under way. Canceled, it ends its reading early and is never answered.
class Asking {
public:
    void cancel();
    bool canceled() const { return m_canceled; }

private:
    friend class HistoryAccess;
    std::atomic<bool> m_canceled = false;
    std::function<void()> m_end;
};
using AskTicket = std::shared_ptr<Asking>;

/// How item models read the history: the work runs with a reader, on another thread in the program and at
/// once in tests; the answer comes back on the thread that made this object, unless the receiver is gone by
/// then.
class HistoryAccess {
public:
    HistoryAccess() = default;
    HistoryAccess(const HistoryAccess&) = delete;
    HistoryAccess& operator=(const HistoryAccess&) = delete;
    virtual ~HistoryAccess() = default;

    /// `work` is `Answer(Reader&)`, `then` is `void(Answer)`. `work` must own all it uses.
    template <class Work, class Then> AskTicket ask(QObject* receiver, Work work, Then then) {
        using Answer = std::invoke_result_t<Work, Reader&>;
        auto answer = std::make_shared<std::optional<Answer>>();
        return submit(
            receiver, [answer, work = std::move(work)](Reader& reader) { answer->emplace(work(reader)); },
            [answer, then = std::move(then)] { then(std::move(**answer)); });
    }

protected:
    /// Hands work to a reader and returns what ends it early, or nothing. A class that runs it on other
    /// threads ends them in its own destructor.
    virtual std::function<void()> run(std::function<void(Reader&)> work) = 0;

private:
    AskTicket submit(QObject* receiver, std::function<void(Reader&)> work, std::function<void()> then);

    QObject
        m_mailbox; ///< Answers are posted to it, since a receiver must not be touched from another thread.
};

/// Cancels what it holds when it is given another question or destroyed: the newest question wins.
class LatestAsk {
public:
    LatestAsk() = default;
    LatestAsk(const LatestAsk&) = delete;
    LatestAsk& operator=(const LatestAsk&) = delete;
    ~LatestAsk() { cancel(); }
    LatestAsk& operator=(AskTicket ticket);
    void cancel();

private:
    AskTicket m_ticket;
};

} // namespace shipglass
