// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <curl/curl.h>

#include <memory>

namespace shipglass {

struct FreeHeaders {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
/// The header list of a request; libcurl reads it until the transfer ends.
using CurlHeaders = std::unique_ptr<curl_slist, FreeHeaders>;

/// The lines of the request's headers as libcurl wants them; Fault::config for a name or value that would
/// break out of its line. The value is never repeated.
Result<CurlHeaders> curlHeaders(const WireRequest& request);

/// Sets all that a request says on an easy handle. The request has to outlive the transfer: its body is not
/// copied. False when libcurl lacks something.
bool setCurlOptions(CURL* easy, const WireRequest& request, const curl_slist* headers);

} // namespace shipglass
