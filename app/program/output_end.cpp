// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/output_end.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <poll.h>
#include <unistd.h>

namespace shipglass {

namespace {

bool readerHasGone() {
    pollfd output{STDOUT_FILENO, POLLOUT, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

} // namespace

cli::Exit endOutput(cli::Exit exit) {
    // Of an earlier write only that it failed is known.
    const bool failedBefore = std::ferror(stdout) != 0;
    errno = 0;
    const bool flushed = std::fflush(stdout) == 0;
    const int reason = errno;
    if (exit != cli::Exit::done || (flushed && !failedBefore) || readerHasGone()) return exit;
    std::fprintf(stderr, "standard output cannot be written%s%s\n", flushed ? "" : ": ",
                 flushed ? "" : std::strerror(reason));
    return cli::Exit::failed;
}

} // namespace shipglass
