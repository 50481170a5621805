// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/free_port.h"

#include <memory>

namespace shipglass::testing {

/// Makes a server and begins it on a free port; tried three times, as another process may take the port in
/// between. Gives nothing when it does not start; `begin` says why.
template <class Server, class Begin> std::unique_ptr<Server> startServer(Begin begin) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto server = std::make_unique<Server>(freePort());
        if (begin(*server)) return server;
    }
    return nullptr;
}

} // namespace shipglass::testing
