// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/verbs.h"

#include <cstdio>

namespace shipglass {

cli::Exit failure(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return error.fault == Fault::config ? cli::Exit::usage : cli::Exit::failed;
}

} // namespace shipglass
