// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/await.h"
#include "net/request.h"
#include "records/error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace shipglass {

/// TLS material of a source, as paths; empty means the system's own.
struct TlsFiles {
    std::string authority, certificate, key;
};

/// A request as it goes over the wire, credentials included: not to be logged, only redacted.
struct WireRequest {
    Method method = Method::get;
    std::string url;
    Pairs headers;
    std::string body;
    std::string proxy;      ///< Empty: as the environment says.
    std::string unixSocket; ///< Path of a unix socket in place of TCP.
    TlsFiles tls;
    std::string sigv4; ///< libcurl's CURLOPT_AWS_SIGV4, empty for none; user and password in `credentials`.
    std::string credentials;
    std::size_t largestBody = 8U << 20U;                                      ///< Bytes after decompression.
    Millis connectTimeout{10'000}, idleTimeout{30'000}, totalTimeout{60'000}; ///< A total of 0 has no limit.
};

/// An answer as it came. `bytes`: what travelled, headers and compressed body.
struct WireAnswer {
    int status = 0;
    Pairs headers; ///< Names in lower case.
    std::string body;
    std::uint64_t bytes = 0;
};

/// Sends HTTP requests. Redirects are never followed here: the session does, and drops credentials on the
/// way.
class Transport {
public:
    using Complete = std::function<void(Result<WireAnswer>)>;
    /// Called with each piece of the body of a success as it comes; the answer's body stays empty then.
    using Piece = std::function<void(std::string_view)>;

    virtual ~Transport() = default;
    /// Starts a request on the calling thread's loop; destroying the operation cancels it.
    virtual std::unique_ptr<Operation> send(WireRequest request, Piece piece, Complete complete) = 0;
};

} // namespace shipglass
