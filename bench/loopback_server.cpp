// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopback_server.h"

#include <array>
#include <string_view>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace shipglass::bench {

namespace {

int check(int result) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), "loopback server");
    return result;
}

std::string answerOf(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

bool sendAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto sent = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

} // namespace

LoopbackServer::LoopbackServer(std::string body) : m_answer(answerOf(body)) {
    m_listener = check(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    check(::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), size));
    check(::listen(m_listener, 128));
    check(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size));
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { accept(); });
}

LoopbackServer::~LoopbackServer() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
    for (Client& client : m_clients) {
        ::shutdown(client.descriptor, SHUT_RDWR);
        client.thread.join();
        ::close(client.descriptor);
    }
}

std::string LoopbackServer::url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

void LoopbackServer::accept() {
    while (true) {
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) return;
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_clients.push_back({descriptor, std::thread([this, descriptor] { serve(descriptor); })});
    }
}

/// Requests have no body, so each ends with an empty line.
void LoopbackServer::serve(int descriptor) {
    std::array<char, 16'384> piece{};
    std::string pending;
    while (true) {
        const auto size = ::recv(descriptor, piece.data(), piece.size(), 0);
        if (size <= 0) return;
        pending.append(piece.data(), static_cast<std::size_t>(size));
        for (auto end = pending.find("\r\n\r\n"); end != std::string::npos; end = pending.find("\r\n\r\n")) {
            pending.erase(0, end + 4);
            ++m_requests;
            if (!sendAll(descriptor, m_answer)) return;
        }
    }
}

} // namespace shipglass::bench
