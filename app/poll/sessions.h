// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/budget.h"
#include "net/host.h"
#include "net/session.h"

#include <cstdint>
#include <functional>
#include <string>

namespace shipglass {

/// Who a session works for. What a person waits for goes before polls; an action uses the second credential;
/// a preview prints the request and sends nothing.
enum class Purpose { poll, person, action, preview };

/// What a session has cost so far.
struct Usage {
    std::int64_t requests = 0, notModified = 0, bytes = 0;
    std::string account, budget; ///< The rate budget, to be handed to the next sessions of the account.
    std::optional<Millis> skew;  ///< As SessionCore::skew().
    Time progressAt{};           ///< When something last came in or was handed over.
};

/// A session, with what only its owner may ask of it.
struct OpenSession {
    Session session;
    std::function<Usage()> usage;
    std::function<std::string()> printed; ///< The requests that a preview would have sent, as text.
    /// Finds the secrets, and gives a keyed hash of who asks by them: the same in every process.
    std::function<Task<std::string>()> asker;
    std::function<Error(Error)> clean; ///< One plain line without the secrets of the source.
};

/// Does a connector's work. What it throws is fit to be shown and stored.
template <class T> Task<T> withCleanErrors(std::function<Error(Error)> clean, Task<T> work) {
    auto ended = co_await std::move(work).attempt();
    if (!ended) throw Failure(clean(ended.error()));
    co_return std::move(*ended);
}

/// Makes sessions out of the configuration, the secrets, the transport and everything between; called on the
/// poll thread. An error, as that of a missing secret, is thrown as a Failure.
class Sessions {
public:
    virtual ~Sessions() = default;
    /// A session of the configured source of that name. `host` outlives it; `budgets` is what earlier
    /// ones left.
    virtual Task<OpenSession> open(std::string source, Purpose purpose, Host* host, SavedBudgets budgets) = 0;
};

} // namespace shipglass
