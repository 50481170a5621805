// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/rate_headers.h"

#include "net/headers.h"
#include "net/http_date.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace shipglass {

namespace {

constexpr std::int64_t day = 86'400;

Time within(Time moment, Time now) { return std::clamp(moment, now, now + std::chrono::seconds(day)); }

/// A reset is written as seconds from now, or as seconds or milliseconds since 1970: only the size tells.
Time resetTime(std::int64_t value, Time now) {
    if (value > 100'000'000'000)
        return within(fromEpochMs(std::min<std::int64_t>(value, 100'000'000'000'000)), now);
    if (value > 100'000'000) return within(fromEpochSeconds(value), now);
    return now + std::chrono::seconds(std::clamp<std::int64_t>(value, 0, day));
}

std::optional<Time> retryAfter(const Pairs& headers, Time now) {
    if (const auto seconds = headerNumber(headers, "retry-after"))
        return now + std::chrono::seconds(std::clamp<std::int64_t>(*seconds, 0, day));
    const auto date = parseHttpDate(headerValue(headers, "retry-after"));
    return date ? std::optional(within(*date, now)) : std::nullopt;
}

/// The number of a parameter of a structured header: `"default";r=50;t=30` or `limit=100, remaining=50`.
std::optional<std::int64_t> parameter(std::string_view header, std::string_view name) {
    for (std::size_t at = 0; (at = header.find(name, at)) != std::string_view::npos; at += name.size()) {
        const bool begins =
            at == 0 || header[at - 1] == ';' || header[at - 1] == ',' || header[at - 1] == ' ';
        const auto equals = at + name.size();
        if (!begins || equals >= header.size() || header[equals] != '=') continue;
        std::int64_t value = 0;
        const char* const from = header.data() + equals + 1;
        const auto parsed = std::from_chars(from, header.data() + header.size(), value);
        if (parsed.ec == std::errc() && parsed.ptr != from) return value;
    }
    return std::nullopt;
}

void readPlain(RateHeaders& rate, const Pairs& headers, const std::string& prefix, Time now) {
    if (!rate.limit) rate.limit = headerNumber(headers, prefix + "limit");
    if (!rate.remaining) rate.remaining = headerNumber(headers, prefix + "remaining");
    const auto reset = headerNumber(headers, prefix + "reset");
    if (!rate.reset && reset) rate.reset = resetTime(*reset, now);
}

void readStructured(RateHeaders& rate, const Pairs& headers, Time now) {
    const auto header = headerValue(headers, "ratelimit");
    const auto either = [&](std::string_view brief, std::string_view full) {
        const auto value = parameter(header, brief);
        return value ? value : parameter(header, full);
    };
    if (!rate.remaining) rate.remaining = either("r", "remaining");
    if (!rate.limit) rate.limit = parameter(header, "limit");
    if (!rate.limit) rate.limit = parameter(headerValue(headers, "ratelimit-policy"), "q");
    const auto reset = either("t", "reset");
    if (!rate.reset && reset) rate.reset = resetTime(*reset, now);
}

} // namespace

RateHeaders rateHeaders(const Pairs& headers, Time now) {
    RateHeaders rate;
    for (const auto* prefix : {"x-ratelimit-", "ratelimit-", "x-rate-limit-"})
        readPlain(rate, headers, prefix, now);
    readStructured(rate, headers, now);
    rate.retryAfter = retryAfter(headers, now);
    rate.resource = headerValue(headers, "x-ratelimit-resource");
    return rate;
}

} // namespace shipglass
