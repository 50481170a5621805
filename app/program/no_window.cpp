// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/verbs.h"

namespace shipglass {
cli::Exit runRender(int&, char**, const cli::Common&, const cli::Render&) { return cli::Exit::failed; }
cli::Exit runWindow(int&, char**, const cli::Common&, const cli::Window&) { return cli::Exit::failed; }
} // namespace shipglass
