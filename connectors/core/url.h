// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <optional>
#include <string>
#include <string_view>

namespace shipglass {

/// An http or https address in its parts. Scheme and host are in lower case, a default port is left out, a
/// name and password in it are dropped.
struct Url {
    std::string scheme, host, port, path, query;

    /// Nothing for other schemes, control characters, blanks and backslashes.
    static std::optional<Url> parse(std::string_view text);
    /// Where a reference found at this address leads, as RFC 3986 has it.
    std::optional<Url> resolve(std::string_view reference) const;

    /// Scheme, host and port: what a credential is for.
    std::string origin() const;
    std::string text() const;
};

std::string percentDecode(std::string_view text);
/// The decoded pairs of a query string, in their order.
Pairs parseQuery(std::string_view query);
/// `a=1&b=`, percent-encoded, in the order given.
std::string formatQuery(const Pairs& pairs);

/// An address that holds its own credential, as object stores sign them: neither kept nor shown.
bool isSignedUrl(std::string_view url);

} // namespace shipglass
