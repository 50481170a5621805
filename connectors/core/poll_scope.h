// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

namespace shipglass {

/// Does the work of one facet of a scope, and tells how it failed. What is closed to this account is not
/// asked for.
inline Task<Done> pollScope(Session session, Facet facet, std::string scope, Task<Done> work) {
    if (session.closed(facet, scope)) co_return Done();
    auto done = co_await std::move(work).attempt();
    if (!done) co_await session.failed(facet, scope, done.error());
    co_return Done();
}

} // namespace shipglass
