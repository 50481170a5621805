// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/stop_signals.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace shipglass {

namespace {

constexpr std::array endings{SIGTERM, SIGINT, SIGHUP};
// A signal handler can reach nothing else.
int ends[2] = {-1, -1};

void put(char what) {
    const int before = errno;
    // A full pipe wakes as well.
    static_cast<void>(!write(ends[1], &what, 1));
    errno = before;
}

void onSignal(int) { put('s'); }

} // namespace

StopSignals::StopSignals(Reads reads) {
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = reads == Reads::goOn ? SA_RESTART : 0;
    for (const int each : endings) sigaction(each, &action, nullptr);
}

StopSignals::~StopSignals() {
    for (const int each : endings) std::signal(each, SIG_DFL);
    for (int& end : ends) {
        close(end);
        end = -1;
    }
}

bool StopSignals::wait(int milliseconds) {
    pollfd readable{ends[0], POLLIN, 0};
    while (::poll(&readable, 1, milliseconds) < 0 && errno == EINTR) {
    }
    char what = 'w';
    return read(ends[0], &what, 1) == 1 && what == 's';
}

void StopSignals::wake() { put('w'); }

} // namespace shipglass
