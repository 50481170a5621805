// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/words.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shipglass {

enum class Method { get, post, put, patch, remove, head };
template <> struct Words<Method> {
    static constexpr std::array<std::string_view, 6> list{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"};
};

/// Name and value pairs in the order they are sent.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What a connector asks for: a path below the source's base URL, or a whole URL that the server itself gave.
/// Credentials are not its business; the session adds them, and only towards the source's own origin.
class Request {
public:
    explicit Request(std::string target) : m_target(std::move(target)) {}
    Request(Method method, std::string target) : m_method(method), m_target(std::move(target)) {}

    /// Adds a query parameter, percent-encoded; an empty value is written as `name=`.
    Request& query(std::string name, std::string value) {
        m_query.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    /// Replaces or adds a query parameter.
    Request& setQuery(std::string_view name, std::string value);
    Request& header(std::string name, std::string value) {
        m_headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Request& body(std::string body, std::string contentType = "application/json");
    /// Raises the largest body for this one request, in bytes.
    Request& atMost(std::size_t bytes) {
        m_largestBody = bytes;
        return *this;
    }
    /// Goes before polls, and may use the tenth of the budget kept for people.
    Request& forPerson(bool on = true) {
        m_forPerson = on;
        return *this;
    }

    /// A redirect is the answer, as after a login, whose cookie would be lost on the way.
    Request& doNotFollow() {
        m_follows = false;
        return *this;
    }

    Method method() const { return m_method; }
    const std::string& target() const { return m_target; }
    const Pairs& queries() const { return m_query; }
    const Pairs& headers() const { return m_headers; }
    const std::string& content() const { return m_body; }
    std::size_t largestBody() const { return m_largestBody; }
    bool isForPerson() const { return m_forPerson; }
    bool follows() const { return m_follows; }

private:
    Method m_method = Method::get;
    std::string m_target;
    Pairs m_query, m_headers;
    std::string m_body;
    std::size_t m_largestBody = 0;
    bool m_forPerson = false, m_follows = true;
};

/// Percent-encodes everything but RFC 3986's unreserved characters; for one path segment or query value.
std::string percentEncode(std::string_view text);

} // namespace shipglass
