// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/conditional.h"

#include "net/credential_patterns.h"
#include "net/exchange.h"
#include "net/headers.h"
#include "net/status_error.h"
#include "net/text.h"

#include <algorithm>

namespace shipglass {

namespace {

using Core = std::shared_ptr<SessionCore>;

/// Headers that make no sense once the answer is kept, or must not be.
bool isKept(const std::string& name) {
    return !isCredentialName(name) && name != "date" && name != "content-length" &&
           name != "content-encoding" && name != "transfer-encoding" && name != "connection" &&
           name.find("ratelimit") == std::string::npos;
}

CachedAnswer toCached(WireAnswer answer) {
    CachedAnswer cached;
    cached.validators.etag = headerValue(answer.headers, "etag");
    cached.validators.lastModified = headerValue(answer.headers, "last-modified");
    cached.validators.size = answer.body.size();
    for (auto& header : answer.headers)
        if (isKept(header.first)) cached.headers.push_back(std::move(header));
    cached.body = std::move(answer.body);
    return cached;
}

/// A secret that a server sends back is not written down; without its headers the answer would mean something
/// else.
bool holdsSecret(const SessionCore& core, const Pairs& headers) {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
        return isKept(header.first) && core.redact()(header.second) != header.second;
    });
}

bool isValidator(const std::string& name) { return name == "If-None-Match" || name == "If-Modified-Since"; }

} // namespace

std::string cacheKey(const SessionCore& core, const Call& call) {
    if (call.wire.method != Method::get || !call.own || call.forPerson || isSignedUrl(call.wire.url))
        return {};
    std::string accept;
    for (const auto& [name, value] : call.wire.headers)
        if (equalsNoCase(name, "accept")) accept = value;
    return "GET " + call.wire.url + "\n" + accept + "\n" + core.account();
}

bool addValidators(const SessionCore& core, Call& call, const std::string& key) {
    const auto validators = core.world().cache->find(key);
    if (!validators) return false;
    if (!validators->etag.empty()) call.wire.headers.emplace_back("If-None-Match", validators->etag);
    if (!validators->lastModified.empty())
        call.wire.headers.emplace_back("If-Modified-Since", validators->lastModified);
    return true;
}

void removeValidators(Call& call) {
    std::erase_if(call.wire.headers, [](const auto& header) { return isValidator(header.first); });
}

bool isWorthKeeping(const WireAnswer& answer) {
    const auto has = [&](std::string_view name) { return !headerValue(answer.headers, name).empty(); };
    return answer.status == 200 && (has("etag") || has("last-modified")) && !answer.body.empty() &&
           lowered(headerValue(answer.headers, "cache-control")).find("no-store") == std::string::npos &&
           !isHtml(answer.headers, answer.body);
}

Task<std::optional<WireAnswer>> readKept(Core core, std::string key) {
    ++core->traffic.notModified;
    auto* const cache = core->world().cache;
    const Time now = core->world().clock->now();
    auto found = std::make_shared<std::optional<CachedAnswer>>();
    const auto validators = cache->find(key);
    if (validators && validators->size > offloadOver) {
        auto reading = offloaded(core, [found, cache, key, now] { *found = cache->read(key, now); });
        co_await std::move(reading);
    } else {
        *found = cache->read(key, now);
    }
    std::optional<WireAnswer> answer;
    if (*found) {
        answer.emplace();
        answer->status = 200;
        answer->headers = std::move((*found)->headers);
        answer->body = std::move((*found)->body);
    }
    co_return std::move(answer);
}

Task<Done> keepAnswer(Core core, std::string key, WireAnswer answer) {
    if (holdsSecret(*core, answer.headers)) co_return Done();
    auto* const cache = core->world().cache;
    const Time now = core->world().clock->now();
    const bool large = answer.body.size() > offloadOver;
    auto cached = std::make_shared<CachedAnswer>(toCached(std::move(answer)));
    if (large) {
        auto keeping = offloaded(core, [cache, key, cached, now] { cache->keep(key, *cached, now); });
        co_await std::move(keeping);
    } else {
        cache->keep(key, *cached, now);
    }
    co_return Done();
}

} // namespace shipglass
