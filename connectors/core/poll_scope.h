// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

namespace shipglass {

/// What is wrong with the account or the way to the server is wrong for every scope, which are not asked for
/// then: some systems lock out who goes on asking with a bad credential.
inline bool concernsAll(const Error& error) {
    switch (error.fault) {
    case Fault::unauthorized:
    case Fault::network:
    case Fault::tls:
    case Fault::config:
        return true;
    case Fault::server:
        return error.status / 100 == 2; // a web page in place of an answer
    default:
        return false;
    }
}

/// Does the work of one facet of a scope, and tells how it failed. What is closed to this account is not
/// asked for.
inline Task<Done> pollScope(Session session, Facet facet, std::string scope, Task<Done> work) {
    if (session.closed(facet, scope)) co_return Done();
    auto done = co_await std::move(work).attempt();
    if (!done) co_await session.failed(facet, scope, done.error());
    co_return Done();
}

} // namespace shipglass
