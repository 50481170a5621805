// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/answers.h"
#include "net/compose.h"
#include "net/headers.h"

#include <nlohmann/json.hpp>

#include <set>

namespace shipglass {

/// Where a list has been read up to.
struct PageReader::State {
    std::shared_ptr<SessionCore> core;
    Request request; ///< Asks for the next page.
    Paging paging;
    std::size_t pages = 0;
    std::int64_t position = 0; ///< The page number or offset of `request`.
    bool ended = false;
    std::optional<Error> fault; ///< Why there is no next page.
    std::set<std::size_t> seen; ///< Hashes of the tokens, addresses or contents so far.

    State(std::shared_ptr<SessionCore> sessionCore, Request firstRequest, Paging style)
        : core(std::move(sessionCore)), request(std::move(firstRequest)), paging(std::move(style)) {
        using Style = Paging::Style;
        if (paging.style() != Style::pageNumber && paging.style() != Style::offset) return;
        position = static_cast<std::int64_t>(paging.first());
        request.setQuery(paging.parameter(), std::to_string(position));
        request.setQuery(paging.sizeParameter(), std::to_string(paging.size()));
    }

    void advance(const ParsedAnswer& page);

private:
    void countRows(const ParsedAnswer& page);
    void followToken(const std::string& token);
    void followUrl(const std::string& target);
    void followConnection(Node info);
    void setBodyMember(const std::string& pointer, const std::string& value);
    void refuseRepeat(const std::string& mark, const char* what);
};

void PageReader::State::advance(const ParsedAnswer& page) {
    ++pages;
    const auto root = page.json.root();
    switch (paging.style()) {
    case Paging::Style::linkHeader:
        followUrl(linkTarget(page.headers, "next"));
        break;
    case Paging::Style::nextUrl:
        followUrl(root.pointer(paging.pointer()).text());
        break;
    case Paging::Style::token:
        followToken(root.pointer(paging.pointer()).text());
        break;
    case Paging::Style::graphql:
        followConnection(root.pointer(paging.pointer())["pageInfo"]);
        break;
    case Paging::Style::pageNumber:
    case Paging::Style::offset:
        countRows(page);
        break;
    }
    if (!ended && pages >= paging.mostPages())
        throw Failure(Fault::tooLarge,
                      "the list has more than " + std::to_string(pages) + " pages; the rest was not read");
}

void PageReader::State::countRows(const ParsedAnswer& page) {
    const auto rows = requireList(page.json.root().pointer(paging.pointer()), "the list of a page");
    ended = rows.size() < paging.size();
    if (ended) return;
    refuseRepeat(page.json.root().pointer(paging.pointer()).dump(), "the same page");
    position += paging.style() == Paging::Style::offset ? static_cast<std::int64_t>(rows.size()) : 1;
    request.setQuery(paging.parameter(), std::to_string(position));
}

void PageReader::State::followToken(const std::string& token) {
    ended = token.empty();
    if (ended) return;
    refuseRepeat(token, "the same page token");
    if (request.content().empty())
        request.setQuery(paging.parameter(), token);
    else
        setBodyMember("/" + paging.parameter(), token);
}

void PageReader::State::followUrl(const std::string& target) {
    ended = target.empty();
    if (ended) return;
    const auto base = Url::parse(core->config().url);
    const auto from = Url::parse(composeCall(*core, request, "").wire.url);
    const auto next = from ? from->resolve(target) : std::nullopt;
    if (!next || !base || next->origin() != base->origin())
        throw Failure(Fault::malformed, "the next page would be on another server" +
                                            (next ? ": " + next->origin() : std::string()));
    refuseRepeat(next->text(), "the same next page");
    Request follow(request.method(), next->text());
    for (const auto& [name, value] : request.headers()) follow.header(name, value);
    follow.atMost(request.largestBody()).forPerson(request.isForPerson());
    request = std::move(follow);
}

void PageReader::State::followConnection(Node info) {
    const bool more = info["hasNextPage"].boolean().value_or(false);
    const std::string cursor = info["endCursor"].text();
    ended = !more || cursor.empty();
    if (ended) return;
    refuseRepeat(cursor, "the same cursor");
    setBodyMember("/variables/" + paging.parameter(), cursor);
}

void PageReader::State::setBodyMember(const std::string& pointer, const std::string& value) {
    auto body = nlohmann::json::parse(request.content(), nullptr, false);
    if (!body.is_object()) throw Failure(Fault::unsupported, "a page token has no place in this request");
    body[nlohmann::json::json_pointer(pointer)] = value;
    request.body(body.dump());
}

void PageReader::State::refuseRepeat(const std::string& mark, const char* what) {
    if (!seen.insert(std::hash<std::string>()(mark)).second)
        throw Failure(Fault::tooLarge,
                      std::string("the list never ends: the server gives ") + what + " again");
}

namespace {

Task<ParsedAnswer> readPage(std::shared_ptr<SessionCore> core, Request request, bool graphql) {
    ParsedAnswer page;
    if (graphql) {
        auto asking = graphqlAnswer(core, request);
        page.json = co_await std::move(asking);
    } else {
        auto asking = pageAnswer(core, request, "");
        page = co_await std::move(asking);
    }
    co_return std::move(page);
}

template <class State> Task<std::optional<Json>> readNext(std::shared_ptr<State> state) {
    std::optional<Json> read;
    if (state->fault) throw Failure(*state->fault);
    if (state->ended) co_return std::move(read);
    auto reading = readPage(state->core, state->request, state->paging.style() == Paging::Style::graphql);
    auto page = co_await std::move(reading);
    read = page.json;
    try {
        state->advance(page);
    } catch (const Failure&) {
        // What was read is still good: the fault is told when more is asked for.
        state->fault = detail::currentError();
    }
    co_return std::move(read);
}

} // namespace

PageReader::PageReader(std::shared_ptr<SessionCore> core, Request request, Paging paging)
    : m_state(std::make_shared<State>(std::move(core), std::move(request), std::move(paging))) {}

Task<std::optional<Json>> PageReader::next() { return readNext(m_state); }

} // namespace shipglass
