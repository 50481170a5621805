// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/budget.h"

#include "net/headers.h"
#include "net/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace shipglass {

namespace {

using namespace std::chrono_literals;

/// Words that systems use when they refuse with 403 what others refuse with 429.
bool speaksOfRateLimit(std::string_view body) {
    const std::string text = lowered(body.substr(0, 4096));
    for (const auto* words :
         {"rate limit", "ratelimit", "rate_limit", "too many requests", "abuse detection"})
        if (text.find(words) != std::string::npos) return true;
    return false;
}

bool isRefusal(int status, const RateHeaders& rate, std::string_view body) {
    if (status == 429) return true;
    return status == 403 && (rate.remaining == 0 || rate.retryAfter || speaksOfRateLimit(body));
}

/// GitHub's limits beside the counted ones: they name no end, and whoever asks within a minute makes them
/// longer.
bool isSecondary(const Pairs& headers, std::string_view body) {
    const std::string text = lowered(body.substr(0, 4096));
    for (const auto* words : {"secondary rate limit", "secondary-rate-limit", "abuse detection"})
        if (text.find(words) != std::string::npos) return true;
    return !headerValue(headers, "x-github-request-id").empty();
}

std::int64_t member(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

} // namespace

void Budget::limitPerMinute(unsigned requests) {
    if (requests != 0) m_perMinute = m_perMinute == 0 ? requests : std::min(m_perMinute, requests);
}

Budget::Verdict Budget::ask(Time now, bool forPerson, const std::string& resource) {
    if (m_blockedUntil > now) return {Verdict::Kind::refused, m_blockedUntil};
    const auto found = m_windows.find(resource);
    if (found != m_windows.end() && found->second.reset > now) {
        const auto& window = found->second;
        const auto kept = forPerson ? 0 : window.limit / 10;
        if (window.remaining <= kept) return {Verdict::Kind::refused, window.reset};
    }
    const auto pace = paceUntil(now, forPerson);
    return pace ? Verdict{Verdict::Kind::wait, *pace} : Verdict{};
}

std::optional<Time> Budget::paceUntil(Time now, bool forPerson) {
    while (!m_minute.empty() && m_minute.front() + 1min <= now) m_minute.pop_front();
    const std::size_t most = forPerson ? m_perMinute : std::max(1U, m_perMinute - m_perMinute / 10);
    if (m_perMinute == 0 || m_minute.size() < most) return std::nullopt;
    return m_minute[m_minute.size() - most] + 1min;
}

void Budget::spend(Time now, const std::string& resource) {
    if (m_perMinute != 0) m_minute.push_back(now);
    const auto found = m_windows.find(resource);
    if (found != m_windows.end() && found->second.remaining > 0) --found->second.remaining;
}

std::optional<Time> Budget::learn(int status, const Pairs& headers, std::string_view body, Time now,
                                  const std::string& resource) {
    const auto rate = rateHeaders(headers, now);
    learnWindow(rate, resource);
    if (isRefusal(status, rate, body)) return blockFor(rate, isSecondary(headers, body), now);
    if (status < 400) m_strikes = 0;
    return std::nullopt;
}

void Budget::learnWindow(const RateHeaders& rate, const std::string& resource) {
    if (!rate.remaining || !rate.reset) return;
    // "core" is what all but a few named requests count against.
    const auto named = rate.resource.empty()     ? resource
                       : rate.resource == "core" ? std::string()
                                                 : rate.resource;
    auto& window = m_windows[named];
    window = {rate.limit.value_or(0), *rate.remaining, *rate.reset};
}

Time Budget::blockFor(const RateHeaders& rate, bool secondary, Time now) {
    auto until = rate.retryAfter;
    if (!until && rate.remaining == 0) until = rate.reset;
    if (!until) until = now + strike(secondary, now);
    m_blockedUntil = std::max(m_blockedUntil, std::max(*until, now + 1s));
    return m_blockedUntil;
}

/// How long to wait where nobody says it: longer each time, a minute at most, or at least for a secondary
/// limit.
Millis Budget::strike(bool secondary, Time now) {
    // Requests that were under way together are refused together: that is one strike.
    if (m_blockedUntil <= now || m_strikes == 0) m_strikes = std::min(m_strikes + 1, 6);
    const auto doubled = std::chrono::seconds(1 << m_strikes);
    return secondary ? 30 * doubled : std::min<Millis>(1min, doubled);
}

Time Budget::refused(Time now, const std::string& resource) {
    const auto found = m_windows.find(resource);
    const bool known = found != m_windows.end() && found->second.reset > now;
    if (!known) return blockFor(RateHeaders{}, false, now);
    found->second.remaining = 0;
    return found->second.reset;
}

std::string Budget::save() const {
    auto saved = nlohmann::json::object();
    if (m_blockedUntil > Time{}) saved["until"] = epochMs(m_blockedUntil);
    for (const auto& [resource, window] : m_windows)
        saved["windows"][resource] = {
            {"limit", window.limit}, {"remaining", window.remaining}, {"reset", epochMs(window.reset)}};
    for (const auto sent : m_minute) saved["minute"].push_back(epochMs(sent));
    return saved.empty() ? std::string() : saved.dump();
}

void Budget::restore(std::string_view text, Time now) {
    const auto saved = nlohmann::json::parse(text, nullptr, false);
    if (!saved.is_object()) return;
    const Time farthest = now + 24h;
    if (const auto until = fromEpochMs(member(saved, "until")); until > now && until <= farthest)
        m_blockedUntil = std::max(m_blockedUntil, until);
    const auto windows = saved.value("windows", nlohmann::json::object());
    for (const auto& [resource, window] : windows.items()) {
        if (!window.is_object()) continue;
        const auto reset = fromEpochMs(member(window, "reset"));
        if (reset > now && reset <= farthest)
            joinWindow(m_windows[resource], {member(window, "limit"), member(window, "remaining"), reset});
    }
    std::vector<Time> told;
    for (const auto& sent : saved.value("minute", nlohmann::json::array()))
        if (sent.is_number_integer()) told.push_back(fromEpochMs(sent));
    joinMinute(std::move(told), now);
}

/// Of one window the count that is lower, of two the later one.
void Budget::joinWindow(Window& known, const Window& told) {
    const bool newer = told.reset > known.reset;
    if (newer || (told.reset == known.reset && told.remaining < known.remaining)) known = told;
}

void Budget::joinMinute(std::vector<Time> told, Time now) {
    std::erase_if(told, [now](Time sent) { return sent > now || sent + 1min <= now; });
    std::sort(told.begin(), told.end());
    std::deque<Time> both;
    std::set_union(m_minute.begin(), m_minute.end(), told.begin(), told.end(), std::back_inserter(both));
    m_minute = std::move(both);
}

std::string Budget::joined(std::string_view one, std::string_view other, Time now) {
    Budget both(nullptr);
    both.restore(one, now);
    both.restore(other, now);
    return both.save();
}

std::shared_ptr<Budget> Budgets::of(const std::string& account) {
    auto& budget = m_budgets[account];
    if (!budget) budget = std::make_shared<Budget>(std::make_shared<Gate>(m_clock, 0));
    return budget;
}

} // namespace shipglass
