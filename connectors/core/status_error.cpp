// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/status_error.h"

#include "net/headers.h"
#include "net/text.h"
#include "net/url.h"

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

Fault faultOf(int status) {
    switch (status) {
    case 401:
        return Fault::unauthorized;
    case 402:
    case 403:
    case 451:
        return Fault::forbidden;
    case 404:
    case 410:
        return Fault::notFound;
    case 407:
        return Fault::config;
    case 408:
        return Fault::timeout;
    case 413:
        return Fault::tooLarge;
    case 429:
        return Fault::rateLimited;
    default:
        break;
    }
    if (status >= 500 && status != 501) return Fault::server;
    return status >= 400 ? Fault::unsupported : Fault::malformed;
}

/// The words in the first member that has some, one level of `error: {message}` and `errors: [{...}]` deep.
std::string messageIn(Node node, int depth) {
    static constexpr std::array<std::string_view, 11> keys{
        "message", "error_description", "error",  "errors", "detail",       "details",
        "title",   "description",       "reason", "msg",    "errorMessages"};
    if (node.isString()) return node.text();
    if (node.isArray()) return depth > 0 ? messageIn(node.at(0), depth - 1) : std::string();
    for (const auto key : keys) {
        const auto member = node[key];
        const std::string text = member.isString() ? member.text()
                                 : depth > 0       ? messageIn(member, depth - 1)
                                                   : "";
        if (!text.empty()) return text;
    }
    return {};
}

/// Text of a page as its reader sees it, as far as the five characters go that HTML itself needs escaped.
std::string unescaped(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 6> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}}};
    std::string plain;
    while (!text.empty()) {
        const auto found = std::find_if(entities.begin(), entities.end(),
                                        [&](const auto& entity) { return text.starts_with(entity.first); });
        plain += found == entities.end() ? text.front() : found->second;
        text.remove_prefix(found == entities.end() ? 1 : found->first.size());
    }
    return plain;
}

std::string htmlTitle(std::string_view body) {
    const std::string small = lowered(body.substr(0, 4096));
    const auto open = small.find("<title");
    const auto begin = open == std::string::npos ? open : small.find('>', open);
    const auto end = begin == std::string::npos ? begin : small.find('<', begin);
    return end == std::string::npos ? std::string() : unescaped(body.substr(begin + 1, end - begin - 1));
}

bool looksLikeMarkup(std::string_view body) {
    const std::string start = lowered(trimmed(body.substr(0, 256)));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

} // namespace

bool isHtml(const Pairs& headers, std::string_view body) {
    return lowered(headerValue(headers, "content-type")).starts_with("text/html") || looksLikeMarkup(body);
}

std::string serverMessage(std::string_view body) {
    if (body.size() > 1U << 20U) return {};
    if (looksLikeMarkup(body)) return htmlTitle(body);
    const auto parsed = Json::parse(body);
    if (parsed) return messageIn(parsed->root(), 2);
    const auto line = trimmed(body.substr(0, 2000));
    return line.starts_with('<') || line.starts_with('{') || line.starts_with('[')
               ? std::string()
               : std::string(line.substr(0, line.find('\n')));
}

Error statusError(const SessionCore& core, const WireRequest& request, const WireAnswer& answer) {
    const auto url = Url::parse(request.url);
    Error error{faultOf(answer.status), "", answer.status, {}};
    error.message = std::string(word(request.method)) + " " + (url ? url->path : std::string()) +
                    " was answered with " + std::to_string(answer.status);
    const auto said = plainLine(core.redact()(serverMessage(answer.body)));
    if (!said.empty()) error.message += ": " + said;
    error.retryAfter = rateHeaders(answer.headers, core.world().clock->now()).retryAfter;
    return core.redact().error(std::move(error));
}

} // namespace shipglass
