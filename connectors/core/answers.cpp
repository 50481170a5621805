// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/answers.h"

#include "net/exchange.h"
#include "net/status_error.h"
#include "net/text.h"

#include <nlohmann/json.hpp>

namespace shipglass {

namespace {

using Core = std::shared_ptr<SessionCore>;

/// Nobody can tell these apart, and two of them are over by themselves.
[[noreturn]] void throwWebPage(const WireAnswer& answer) {
    const std::string title = plainLine(serverMessage(answer.body), 80);
    Error error{Fault::server,
                "the server answered with a web page, not with data (a login, a proxy or maintenance)",
                answer.status,
                {}};
    if (!title.empty()) error.message += ": " + title;
    throw Failure(std::move(error));
}

/// Parses here what is small, on a worker thread what is not. Takes the body.
Task<Result<Json>> parsed(Core core, std::string body) {
    if (body.size() <= offloadOver) {
        auto result = Json::parse(body);
        co_return std::move(result);
    }
    auto text = std::make_shared<const std::string>(std::move(body));
    auto result = std::make_shared<std::optional<Result<Json>>>();
    auto parsing = offloaded(core, [text, result] { result->emplace(Json::parse(*text)); });
    co_await std::move(parsing);
    co_return std::move(**result);
}

} // namespace

Task<ParsedAnswer> pageAnswer(Core core, Request request, std::string resource) {
    auto fetching = fetch(core, request, "application/json", resource);
    auto fetched = co_await std::move(fetching);
    ParsedAnswer page;
    page.headers = std::move(fetched.answer.headers);
    const int status = fetched.answer.status;
    if (fetched.answer.body.empty() && (status == 204 || status == 205)) co_return std::move(page);
    if (isHtml(page.headers, fetched.answer.body)) throwWebPage(fetched.answer);
    auto parsing = parsed(core, std::move(fetched.answer.body));
    auto result = co_await std::move(parsing);
    if (!result.ok()) {
        // A body that cannot be read must not be what the next 304 stands for.
        if (!fetched.cacheKey.empty()) core->world().cache->drop(fetched.cacheKey);
        Error error = result.error();
        error.status = status;
        throw Failure(std::move(error));
    }
    page.json = std::move(*result);
    co_return std::move(page);
}

Task<Json> jsonAnswer(Core core, Request request, std::string resource) {
    auto fetching = pageAnswer(core, request, resource);
    auto page = co_await std::move(fetching);
    co_return std::move(page.json);
}

Task<std::string> textAnswer(Core core, Request request) {
    bool wantsHtml = false;
    for (const auto& [name, value] : request.headers())
        wantsHtml = wantsHtml || (equalsNoCase(name, "accept") && value.find("html") != std::string::npos);
    auto fetching = fetch(core, request, "*/*", "");
    auto fetched = co_await std::move(fetching);
    if (!wantsHtml && isHtml(fetched.answer.headers, fetched.answer.body)) throwWebPage(fetched.answer);
    co_return std::move(fetched.answer.body);
}

Task<Answer> wholeAnswer(Core core, Request request) {
    auto fetching = fetch(core, request, "*/*", "");
    auto fetched = co_await std::move(fetching);
    Answer answer;
    answer.status = fetched.answer.status;
    answer.headers = std::move(fetched.answer.headers);
    answer.body = std::move(fetched.answer.body);
    co_return std::move(answer);
}

Request graphqlRequest(Request request, const std::string& query, const Json& variables) {
    auto body = nlohmann::json::object();
    body["query"] = query;
    const auto given = variables.root();
    body["variables"] = given.isObject() ? nlohmann::json::parse(given.dump()) : nlohmann::json::object();
    Request post(Method::post, request.target());
    for (const auto& [name, value] : request.queries()) post.query(name, value);
    for (const auto& [name, value] : request.headers()) post.header(name, value);
    post.atMost(request.largestBody()).forPerson(request.isForPerson());
    post.body(body.dump());
    return post;
}

namespace {

Fault graphqlFault(const std::string& type) {
    const std::string small = lowered(type);
    if (small == "forbidden" || small == "insufficient_scopes") return Fault::forbidden;
    if (small == "unauthenticated" || small == "unauthorized") return Fault::unauthorized;
    if (small == "not_found") return Fault::notFound;
    return small.find("timeout") != std::string::npos ? Fault::timeout : Fault::unsupported;
}

void throwGraphqlErrors(const SessionCore& core, Node errors) {
    const auto first = errors.at(0);
    auto type = first["type"].text();
    if (type.empty()) type = first.pointer("/extensions/code").text();
    Error error{graphqlFault(type), first["message"].text(), 0, {}};
    if (error.message.empty()) error.message = "the query failed";
    if (lowered(type).find("rate_limit") != std::string::npos) {
        error.fault = Fault::rateLimited;
        error.retryAfter = core.budget()->refused(core.world().clock->now(), "graphql");
    }
    throw Failure(core.redact().error(std::move(error)));
}

} // namespace

Task<Json> graphqlAnswer(Core core, Request request) {
    auto fetching = pageAnswer(core, request, "graphql");
    auto page = co_await std::move(fetching);
    const auto errors = page.json["errors"];
    if (errors.isArray() && errors.size() > 0) throwGraphqlErrors(*core, errors);
    co_return std::move(page.json);
}

} // namespace shipglass
