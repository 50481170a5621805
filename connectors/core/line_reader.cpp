// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/exchange.h"
#include "net/status_error.h"

#include <deque>

namespace shipglass {

namespace {

/// What a reader who falls behind may let wait, and the longest line.
constexpr std::size_t mostWaiting = 64U << 20U;
constexpr std::size_t longestLine = 1U << 20U;

} // namespace

/// A body that is being read. The transport fills it, next() empties it.
struct LineReader::State : std::enable_shared_from_this<State> {
    std::shared_ptr<SessionCore> core;
    Request request;
    bool opened = false, ended = false;
    std::deque<std::string> lines;
    std::string rest;
    std::size_t waiting = 0;
    std::optional<Error> error;
    std::function<void(Done)> wake;
    std::unique_ptr<Operation> operation, soon;

    State(std::shared_ptr<SessionCore> sessionCore, Request streamed)
        : core(std::move(sessionCore)), request(std::move(streamed)) {}

    void open(Call call, int redirects);
    void take(std::string_view piece);
    void finish(const Call& call, Result<WireAnswer> answer, int redirects);
    void fail(Error why);
    bool hasNews() const { return !lines.empty() || ended || error; }
    void tell();
};

void LineReader::State::open(Call call, int redirects) {
    ++core->traffic.requests;
    opened = true;
    std::weak_ptr<State> weak = weak_from_this();
    const auto piece = [weak](std::string_view text) {
        if (const auto self = weak.lock()) self->take(text);
    };
    auto sent =
        core->world().transport->send(call.wire, piece, [weak, call, redirects](Result<WireAnswer> answer) {
            if (const auto self = weak.lock()) self->finish(call, std::move(answer), redirects);
        });
    if (sent && !ended && !error) operation = std::move(sent);
}

void LineReader::State::take(std::string_view piece) {
    if (error) return;
    core->progressed();
    core->traffic.bytes += static_cast<std::int64_t>(piece.size());
    while (!piece.empty()) {
        const auto end = piece.find('\n');
        rest += piece.substr(0, end);
        piece.remove_prefix(end == std::string_view::npos ? piece.size() : end + 1);
        if (rest.size() > longestLine)
            return fail(Error{Fault::tooLarge, "a line is longer than 1 MB", 0, {}});
        if (end == std::string_view::npos) break;
        if (rest.ends_with('\r')) rest.pop_back();
        waiting += rest.size();
        lines.push_back(std::exchange(rest, {}));
    }
    if (waiting > mostWaiting)
        return fail(Error{Fault::tooLarge, "more than 64 MB of lines wait to be read", 0, {}});
    tell();
}

void LineReader::State::finish(const Call& call, Result<WireAnswer> answer, int redirects) try {
    if (!answer.ok()) return fail(answer.error());
    if (call.own)
        core->budget()->learn(answer->status, answer->headers, answer->body, core->world().clock->now(), "");
    auto next = redirectedCall(*core, call, *answer);
    if (next && redirects == 0) throw Failure(Fault::malformed, "the server redirects more than 5 times");
    if (next) return open(std::move(*next), redirects - 1);
    if (answer->status < 200 || answer->status > 299) return fail(statusError(*core, call.wire, *answer));
    if (!rest.empty()) lines.push_back(std::exchange(rest, {}));
    ended = true;
    tell();
} catch (const Failure& failure) {
    fail(failure.error());
}

void LineReader::State::fail(Error why) {
    if (!error) error = core->redact().error(std::move(why));
    operation.reset();
    tell();
}

void LineReader::State::tell() {
    // Woken from the loop, as the transport is still busy with this piece.
    if (!wake || soon) return;
    soon = core->world().clock->after(Millis(0), [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self) return;
        const auto done = std::move(self->soon);
        if (self->wake) std::exchange(self->wake, nullptr)(Done());
    });
}

namespace {

/// Forgets the reader that waits when its task is destroyed.
class WaitingForNews final : public Operation {
public:
    explicit WaitingForNews(std::function<void()> forget) : m_forget(std::move(forget)) {}
    ~WaitingForNews() override { m_forget(); }

private:
    std::function<void()> m_forget;
};

template <class State> Task<Done> openStream(std::shared_ptr<State> state) {
    auto core = state->core;
    if (!core->loaded()) {
        auto preparing = prepareSecrets(core, false);
        co_await std::move(preparing);
    }
    auto call = composeCall(*core, state->request, "*/*");
    call.wire.totalTimeout = Millis(0);
    const auto verdict = core->budget()->ask(core->world().clock->now(), call.forPerson, "");
    if (call.own && verdict.kind == Budget::Verdict::Kind::refused)
        throw Failure(Error{Fault::rateLimited,
                            "the rate limit of this account is used up until " + formatTime(verdict.until), 0,
                            verdict.until});
    if (call.own) core->budget()->spend(core->world().clock->now(), "");
    state->open(std::move(call), 5);
    co_return Done();
}

template <class State> Task<std::optional<std::string>> nextLine(std::shared_ptr<State> state) {
    if (!state->opened) {
        auto opening = openStream(state);
        co_await std::move(opening);
    }
    if (!state->hasNews()) {
        Await<Done> news([&state](std::function<void(Done)> complete) {
            state->wake = std::move(complete);
            return std::make_unique<WaitingForNews>([weak = std::weak_ptr(state)] {
                if (const auto still = weak.lock()) still->wake = nullptr;
            });
        });
        co_await news;
    }
    std::optional<std::string> line;
    if (state->lines.empty() && state->error) throw Failure(*state->error);
    if (!state->lines.empty()) {
        line = std::move(state->lines.front());
        state->lines.pop_front();
        state->waiting -= line->size();
    }
    co_return std::move(line);
}

} // namespace

LineReader::LineReader(std::shared_ptr<SessionCore> core, Request request)
    : m_state(std::make_shared<State>(std::move(core), std::move(request))) {}

Task<std::optional<std::string>> LineReader::next() { return nextLine(m_state); }

} // namespace shipglass
