// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <curl/curl.h>

#include <string>
#include <string_view>

namespace shipglass {

/// Where a request goes, for people: `host:port` without user and path, or the path of a unix socket.
/// Fault::config for what is no http or https address.
Result<std::string> wirePeer(const WireRequest& request);

/// "8 MB", "64 KB", "100 bytes".
std::string sizeWords(std::size_t bytes);

Error bodyTooLarge(std::size_t largest);
Error headersTooLarge(std::size_t largest);
Error idleTimeout(const std::string& peer, Millis limit);

/// What libcurl's code means, in plain words. `detail` is libcurl's error buffer, quoted for TLS only.
Error curlError(CURL* easy, CURLcode code, const WireRequest& request, const std::string& peer,
                std::string_view detail);

} // namespace shipglass
