// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/descriptor.h"

#include <csignal>

namespace shipglass {

void ignoreBrokenPipes() { std::signal(SIGPIPE, SIG_IGN); }

} // namespace shipglass
