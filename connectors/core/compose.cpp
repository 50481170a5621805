// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/compose.h"

#include "net/headers.h"
#include "net/text.h"

#include <algorithm>

namespace shipglass {

namespace {

bool hasHeader(const Pairs& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& pair) { return equalsNoCase(pair.first, name); });
}

bool isSameOrigin(const SessionCore& core, const Url& url) {
    const auto base = Url::parse(core.config().url);
    return base && base->origin() == url.origin();
}

Url addressOf(const SessionCore& core, const Request& request) {
    const auto& target = request.target();
    const bool whole = target.starts_with("http://") || target.starts_with("https://");
    const std::string slash =
        whole || target.empty() || target.starts_with('/') || target.starts_with('?') ? "" : "/";
    auto url = Url::parse(whole ? target : core.config().url + slash + target);
    if (!url)
        throw Failure(Fault::config, "this is no http address: " +
                                         plainLine(core.redact()(core.config().url + slash + target), 200));
    const auto query = formatQuery(request.queries());
    if (!query.empty()) url->query += (url->query.empty() ? "" : "&") + query;
    return *url;
}

/// The credential and the configured headers, which only the source's own origin may see.
void addOwnHeaders(const SessionCore& core, Pairs& headers) {
    for (const auto& name : core.config().headerNames)
        if (!hasHeader(headers, name))
            headers.emplace_back(name, core.world().secrets->secret("headers." + name));
    for (const auto& header : core.credential().headers) {
        std::erase_if(headers, [&](const auto& other) { return equalsNoCase(other.first, header.first); });
        headers.push_back(header);
    }
}

Pairs harmlessHeaders(const Pairs& headers) {
    Pairs kept;
    for (const auto& header : headers)
        if (equalsNoCase(header.first, "accept")) kept.push_back(header);
    return kept;
}

} // namespace

Call composeCall(const SessionCore& core, const Request& request, std::string_view accept) {
    const auto url = addressOf(core, request);
    Call call;
    call.own = isSameOrigin(core, url);
    call.forPerson = core.forPerson() || request.isForPerson();
    call.follows = request.follows();
    auto& wire = call.wire;
    wire.method = request.method();
    wire.url = url.text();
    wire.headers = request.headers();
    if (!hasHeader(wire.headers, "accept")) wire.headers.emplace_back("Accept", accept);
    if (!call.own) wire.headers = harmlessHeaders(wire.headers);
    wire.body = request.content();
    wire.proxy = core.world().secrets->secret("proxy");
    wire.tls.authority = core.config().tls.authority;
    wire.largestBody = request.largestBody() != 0 ? request.largestBody() : core.largestBody();
    wire.totalTimeout = core.config().timeout;
    if (call.own) {
        addOwnHeaders(core, wire.headers);
        wire.tls = core.config().tls;
        // A key that the configuration finds elsewhere than in a file of its own.
        if (wire.tls.key.empty()) wire.tls.key = core.world().secrets->secret("tls.key");
    }
    return call;
}

std::optional<Call> redirectedCall(const SessionCore& core, const Call& call, const WireAnswer& answer) {
    if (!call.follows) return std::nullopt;
    const int status = answer.status;
    const bool keepsMethod = status == 307 || status == 308;
    const auto location = headerValue(answer.headers, "location");
    if (!keepsMethod && status != 301 && status != 302 && status != 303) return std::nullopt;
    const auto from = Url::parse(call.wire.url);
    const auto to = from && !location.empty() ? from->resolve(location) : std::nullopt;
    if (!to) throw Failure(Fault::malformed, "the server redirects to no address");
    if (from->scheme == "https" && to->scheme == "http")
        throw Failure(Fault::tls, "refused to follow a redirect from https to http");
    const bool sameOrigin = from->origin() == to->origin();
    if (!call.safe() && keepsMethod && !sameOrigin)
        throw Failure(Fault::malformed, "refused to send this to another server, where it was redirected to");
    Call next = call;
    next.wire.url = to->text();
    if (!next.safe() && !keepsMethod) {
        next.wire.method = Method::get;
        next.wire.body.clear();
        std::erase_if(next.wire.headers,
                      [](const auto& header) { return equalsNoCase(header.first, "content-type"); });
    }
    if (!sameOrigin) {
        next.own = false; // For good: a way back to us by another server is not trusted either.
        next.wire.headers = harmlessHeaders(next.wire.headers);
        next.wire.credentials.clear();
        next.wire.sigv4.clear();
        next.wire.tls = TlsFiles{core.config().tls.authority, "", ""};
    }
    return next;
}

} // namespace shipglass
