// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/found_servers.h"

#include "net/curl_transport.h"
#include "poll/discovery.h"

namespace shipglass {

namespace {

/// The search, which lives on the poll thread until its answer is there or the thread ends.
class Search {
public:
    Search(Transport& transport, Executor caller, std::function<void(std::vector<OfferedServer>)> found)
        : m_task(findServers(&transport, usualPlaces())), m_caller(std::move(caller)),
          m_found(std::move(found)) {}

    void start() {
        m_task.start([this](Result<std::vector<FoundServer>> servers) {
            std::vector<OfferedServer> offered;
            if (servers)
                for (const FoundServer& server : *servers)
                    offered.push_back({server.kind, server.name, server.url});
            m_caller([found = m_found, offered] { found(offered); });
        });
    }

private:
    Task<std::vector<FoundServer>> m_task;
    Executor m_caller;
    std::function<void(std::vector<OfferedServer>)> m_found;
};

} // namespace

void findServersHere(Engine& engine, Executor caller, std::function<void(std::vector<OfferedServer>)> found) {
    engine.inhabit([caller = std::move(caller), found = std::move(found)](PollWorld& world) {
        auto search = std::make_shared<Search>(world.transport, caller, found);
        search->start();
        return search;
    });
}

} // namespace shipglass
