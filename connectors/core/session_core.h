// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/auth.h"
#include "net/budget.h"
#include "net/connector.h"
#include "net/host.h"
#include "net/http_cache.h"
#include "net/local_system.h"
#include "net/redaction.h"
#include "net/secrets.h"
#include "net/transport.h"

namespace shipglass {

/// A source as the configuration describes it; its secrets are named, not held.
struct SourceConfig {
    std::string name;
    const Connector* connector = nullptr;
    std::string url; ///< As configured; empty means the connector's own.
    Json settings;   ///< The source's item of the file: an object with the kind's own keys.
    std::vector<std::string> authKeys, actionAuthKeys; ///< Which keys `auth:` and `actionAuth:` have.
    std::vector<std::string> headerNames, envNames;    ///< Of `headers:` and `env:`.
    TlsFiles tls;
    Millis timeout{60'000};
    unsigned atOnce = 0, perMinute = 0; ///< 0: as the connector says.
};

/// Who a session works for: people go before polls; an action uses the second credential and is not
/// cancelled.
enum class SessionRole { poll, person, action };

/// What a session stands on; all of it outlives the session and its tasks.
struct SessionWorld {
    Transport* transport = nullptr;
    LocalSystem* local = nullptr;
    Clock* clock = nullptr;
    Host* host = nullptr;
    HttpCache* cache = nullptr;
    Budgets* budgets = nullptr;
    std::shared_ptr<Secrets> secrets;
    std::function<double()> random; ///< From 0 to 1, for back-off; empty means a generator of our own.
};

/// What a session has cost.
struct Traffic {
    std::int64_t requests = 0, notModified = 0, bytes = 0;
};

/// The state below a Session and its copies. Lives on one thread.
class SessionCore : public std::enable_shared_from_this<SessionCore> {
public:
    SessionCore(SourceConfig config, SessionWorld world, SessionRole role = SessionRole::poll);

    const SourceConfig& config() const { return m_config; }
    const SessionWorld& world() const { return m_world; }
    bool forPerson() const { return m_role != SessionRole::poll; }
    bool isAction() const { return m_role == SessionRole::action; }
    std::size_t atOnce() const;
    std::size_t largestBody() const;

    /// Reads the credential and makes the budget; again after `${command:}` gave another secret.
    void loadSecrets();
    bool loaded() const { return m_budget != nullptr; }
    const Credential& credential() const { return m_credential; }
    /// A keyed hash of the credential, for keys of caches.
    const std::string& account() const { return m_account; }
    /// A keyed hash of all by which a server may know who asks: the address and every value of `auth`,
    /// `headers` and `env`. Another one may be allowed what this one was refused. Complete once the secrets
    /// were found.
    std::string asker() const;
    /// The rate budget of the account; nothing before the first request.
    Budget* budget() const { return m_budget.get(); }
    /// What earlier sessions and other processes know of accounts. Taken over before the first request.
    void restoreBudgets(SavedBudgets saved) { m_savedBudgets = std::move(saved); }
    /// Names the budget: the server and a keyed hash of the credential, which does not tell it. "" before the
    /// first request.
    const std::string& budgetAccount() const { return m_budgetAccount; }

    const Redactor& redact() const { return m_redact; }
    Traffic traffic;
    /// The server's clock minus ours; 0 while under two seconds, which its `Date` cannot tell from nothing.
    /// Nothing until an answer said a `Date`.
    std::optional<Millis> skew() const { return m_skew; }
    Time now() const { return m_world.clock->now() + m_skew.value_or(Millis(0)); }
    void learnDate(const Pairs& headers, Time sentAt);
    /// When something last came in or was handed over: a poll that stands still is ended by its owner.
    Time lastProgress() const { return m_lastProgress; }
    void progressed() { m_lastProgress = m_world.clock->now(); }
    double random();

private:
    SourceConfig m_config;
    SessionWorld m_world;
    SessionRole m_role;
    Credential m_credential;
    std::string m_account, m_budgetAccount;
    SavedBudgets m_savedBudgets;
    std::shared_ptr<Budget> m_budget;
    Redactor m_redact;
    std::optional<Millis> m_skew;
    Time m_lastProgress{};
};

} // namespace shipglass
