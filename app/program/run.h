// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shipglass {

/// The whole program: reads the command line, does what it says, and gives the exit code.
int run(int argc, char** argv);

} // namespace shipglass
