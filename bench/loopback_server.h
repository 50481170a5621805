// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <string>
#include <thread>

namespace shipglass::bench {

/// An HTTP server on a free loopback port that gives everyone the same JSON, over connections that stay open:
/// a thread a connection, so that it is never what is waited for.
class LoopbackServer {
public:
    explicit LoopbackServer(std::string body);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    /// `http://127.0.0.1:PORT`
    std::string url() const;
    /// Requests answered so far.
    std::int64_t requests() const { return m_requests; }

private:
    struct Client {
        int descriptor;
        std::thread thread;
    };
    void accept();
    void serve(int descriptor);

    std::string m_answer;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<std::int64_t> m_requests{0};
    std::list<Client> m_clients;
    std::thread m_thread;
};

} // namespace shipglass::bench
