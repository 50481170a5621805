// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <memory>

namespace shipglass {

/// HTTP through libcurl on the event loop of the thread that made it, where it has to be used and destroyed
/// too. Connections are kept and shared. Pieces and completions come from the loop, never from inside send().
/// A streamed body has no largest size: the transfer is paused while more than about 256 KB wait for the
/// reader. Destroying the transport cancels what is under way.
class CurlTransport final : public Transport {
public:
    CurlTransport();
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;
    ~CurlTransport() override;

    /// Faults: network, timeout (saying which), tls, malformed (not HTTP, damaged compression), tooLarge,
    /// config.
    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;
    /// The most connections to one host at a time, 8 at first; what exceeds them waits. 0 has no limit.
    void limitConnectionsPerHost(unsigned most);

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace shipglass
