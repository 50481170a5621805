// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace shipglass::testing {

/// A loopback port that nobody listens on, from below the range that outgoing connections take. Somebody else
/// may still be quicker: a server that does not start is tried again on another one.
quint16 freePort();

} // namespace shipglass::testing
