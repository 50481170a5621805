// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"
#include "records/words.h"

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace shipglass {

/// What kind of thing went wrong, so that the interface can say what to do about it.
enum class Fault {
    network,
    timeout,
    tls,
    unauthorized,
    forbidden,
    notFound,
    rateLimited,
    server,
    malformed,
    tooLarge,
    unsupported,
    config,
    canceled
};
template <> struct Words<Fault> {
    static constexpr std::array<std::string_view, 13> list{
        "network", "timeout",   "tls",       "unauthorized", "forbidden", "not_found", "rate_limited",
        "server",  "malformed", "too_large", "unsupported",  "config",    "canceled"};
};

/// One failure in plain words. The message never holds a secret and is plain text, not markup.
struct Error {
    Fault fault = Fault::server;
    std::string message;
    int status = 0;                 ///< The HTTP status or exit code, 0 where there was none.
    std::optional<Time> retryAfter; ///< When asking again makes sense, where the other side said so.

    bool operator==(const Error&) const = default;
};

/// How an Error travels through coroutines; caught by Task::attempt().
class Failure : public std::runtime_error {
public:
    explicit Failure(Error error) : std::runtime_error(error.message), m_error(std::move(error)) {}
    Failure(Fault fault, std::string message) : Failure(Error{fault, std::move(message), 0, {}}) {}
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// The value of work that has no value.
struct Done {
    bool operator==(const Done&) const = default;
};

/// A value or the error in its place.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// The value; only to be called when ok().
    T& value() & { return std::get<0>(m_state); }
    const T& value() const& { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    /// The error; only to be called when not ok().
    const Error& error() const { return std::get<1>(m_state); }
    /// The value, or the error thrown as a Failure.
    T orThrow() && {
        if (!ok()) throw Failure(error());
        return std::move(*this).value();
    }

private:
    std::variant<T, Error> m_state;
};

} // namespace shipglass
