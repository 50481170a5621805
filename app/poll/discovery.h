// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/task.h"
#include "net/transport.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace shipglass {

/// A server that usually listens on a port of this machine, and the one path whose answer says that it is
/// that product.
struct UsualPlace {
    std::string kind, name;
    std::uint16_t port;
    std::string path;
    bool (*identifies)(const WireAnswer& answer);
};
std::vector<UsualPlace> usualPlaces();

/// A server that answered as the product it was taken for.
struct FoundServer {
    std::string kind, name, url;

    bool operator==(const FoundServer&) const = default;
};

/// Asks each place once, without a credential and without following a redirect. `transport` outlives the
/// task.
Task<std::vector<FoundServer>> findServers(Transport* transport, std::vector<UsualPlace> places);

/// What lies where the program was started.
struct FoundHere {
    std::string repository;           ///< The top folder of the Git repository, "" where there is none.
    std::vector<std::string> results; ///< JUnit and TestNG result files below it.
    bool cutShort = false;            ///< There was more to search than time.
};

/// Looks for the repository `folder` stands in, and for result files below; blocks, so on a worker thread.
/// Ends when `outOfTime` says so. Hidden folders and symbolic links are not entered, and no other folder is
/// looked at.
FoundHere findHere(const std::string& folder, const std::function<bool()>& outOfTime);

} // namespace shipglass
