// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/free_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>

namespace shipglass::testing {

namespace {

bool canListenOn(quint16 port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool free = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(descriptor);
    return free;
}

} // namespace

quint16 freePort() {
    static std::mt19937 random(std::random_device{}());
    std::uniform_int_distribution<int> ports(20'000, 32'000);
    for (;;) {
        const auto port = static_cast<quint16>(ports(random));
        if (canListenOn(port)) return port;
    }
}

} // namespace shipglass::testing
