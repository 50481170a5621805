// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

namespace shipglass {

/// Sends a request that goes on to its end when the operation is destroyed: an action that is half sent may
/// or may not have happened, one that was sent can be looked at afterwards.
std::unique_ptr<Operation> sendDetached(Transport& transport, WireRequest request,
                                        Transport::Complete complete);

} // namespace shipglass
