// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session_core.h"

#include "net/headers.h"
#include "net/http_date.h"
#include "net/url.h"

#include <algorithm>
#include <random>

namespace shipglass {

namespace {

std::string withoutSlash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

/// Nothing for what is no address: it could hold a password and cannot be asked anyway.
std::string originOf(const std::string& text) {
    const auto url = Url::parse(text);
    return url ? url->origin() : std::string();
}

unsigned smaller(unsigned own, unsigned configured) {
    if (own == 0 || configured == 0) return std::max(own, configured);
    return std::min(own, configured);
}

} // namespace

SessionCore::SessionCore(SourceConfig config, SessionWorld world, SessionRole role)
    : m_config(std::move(config)), m_world(std::move(world)), m_role(role) {
    if (m_config.url.empty()) m_config.url = m_config.connector->defaultUrl;
    m_config.url = withoutSlash(std::move(m_config.url));
    m_lastProgress = m_world.clock->now();
    m_redact = Redactor(m_world.secrets->values());
}

std::size_t SessionCore::atOnce() const {
    return std::max(1U, smaller(m_config.connector->limits.atOnce, m_config.atOnce));
}

std::size_t SessionCore::largestBody() const { return m_config.connector->limits.largestBody; }

void SessionCore::loadSecrets() {
    const auto& connector = *m_config.connector;
    const bool second = isAction() && !m_config.actionAuthKeys.empty();
    const auto* const kind = chosenAuth(connector.auth, second ? m_config.actionAuthKeys : m_config.authKeys);
    m_redact = Redactor(m_world.secrets->values());
    m_credential = makeCredential(kind, *m_world.secrets, second ? "actionAuth" : "auth");
    m_account = keyedHash(m_world.cache->salt(), m_credential.identity);
    m_budgetAccount = originOf(m_config.url) + " " + m_account;
    m_budget = m_world.budgets->of(m_budgetAccount);
    m_budget->gate()->limitTo(atOnce());
    m_budget->limitPerMinute(smaller(connector.limits.perMinute, m_config.perMinute));
    const auto saved = m_savedBudgets.find(m_budgetAccount);
    if (saved != m_savedBudgets.end()) m_budget->restore(saved->second, m_world.clock->now());
}

std::string SessionCore::asker() const {
    std::string all = m_config.url;
    const auto add = [&](const std::string& section, const std::vector<std::string>& keys) {
        for (const auto& key : keys)
            all.append("\n").append(section).append(key).append("=").append(
                m_world.secrets->secret(section + key));
    };
    add("auth.", m_config.authKeys);
    add("headers.", m_config.headerNames);
    add("env.", m_config.envNames);
    return keyedHash(m_world.cache->salt(), all);
}

void SessionCore::learnDate(const Pairs& headers, Time sentAt) {
    const auto date = parseHttpDate(headerValue(headers, "date"));
    // An answer that a proxy kept carries the date of long ago.
    if (!date || !headerValue(headers, "age").empty()) return;
    const auto middle = sentAt + (m_world.clock->now() - sentAt) / 2;
    const auto difference = *date - middle;
    m_skew = difference > std::chrono::seconds(-2) && difference < std::chrono::seconds(2) ? Millis(0)
                                                                                           : difference;
}

double SessionCore::random() {
    if (m_world.random) return m_world.random();
    static thread_local std::minstd_rand generator(std::random_device{}());
    return std::uniform_real_distribution<double>(0, 1)(generator);
}

} // namespace shipglass
