// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/curl_transport.h"

#include <string>
#include <vector>

namespace shipglass::testing {

/// What prism finds wrong with a request, one complaint a line; empty when the request fits the description.
std::string complaintsOf(const WireAnswer& answer);

/// Sends a connector's requests to prism through curl. Notes those that the description refuses. Nothing
/// leaves this machine: examples of addresses on other servers are not followed.
class DescriptionTransport final : public Transport {
public:
    explicit DescriptionTransport(std::string server) : m_server(std::move(server)) {}

    std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) override;

    std::vector<std::string> asked;     ///< Method and path of every request to prism.
    std::vector<std::string> refused;   ///< Those that do not fit the description, with the complaint.
    std::vector<WireRequest> elsewhere; ///< Requests to other servers, answered here with an empty text.

private:
    std::string m_server;
    CurlTransport m_curl;
};

} // namespace shipglass::testing
