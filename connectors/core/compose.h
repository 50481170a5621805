// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session_core.h"
#include "net/url.h"

namespace shipglass {

/// A request ready to go, with what the layers below a session have to know about it.
struct Call {
    WireRequest wire;
    bool own = true; ///< Goes to the source's own origin: carries the credential and counts in its budget.
    bool forPerson = false;
    bool follows = true;  ///< Redirects; else they are the answer.
    std::string resource; ///< Which of an account's limits it counts against.

    bool safe() const { return wire.method == Method::get || wire.method == Method::head; }
};

/// Makes a wire request of what a connector asked for. Throws `config` for an address that is none.
Call composeCall(const SessionCore& core, const Request& request, std::string_view accept);

/// The call an answer redirects to, nothing when it does not or is not to be followed. To another origin
/// nothing goes that is ours: no credential, no header, no client certificate, no body. Throws for a step
/// from https to http.
std::optional<Call> redirectedCall(const SessionCore& core, const Call& call, const WireAnswer& answer);

} // namespace shipglass
