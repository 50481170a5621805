// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/child_process.h"

#include "net/curl_faults.h"
#include "net/redaction.h"
#include "net/text.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/wait.h>

namespace shipglass {

namespace {

Later<QSocketNotifier> notifier(const Descriptor& descriptor, QSocketNotifier::Type type,
                                std::function<void()> call) {
    Later<QSocketNotifier> made(new QSocketNotifier(descriptor.get(), type));
    QObject::connect(made.get(), &QSocketNotifier::activated, [call = std::move(call)] { call(); });
    return made;
}

} // namespace

Reaper::~Reaper() {
    for (auto& orphan : m_orphans) {
        // A killed child ends at once, unless the kernel is stuck in a call of it: that is not waited for.
        pollfd ended{orphan.ended.get(), POLLIN, 0};
        ::poll(&ended, 1, 1000);
        ::waitpid(orphan.pid, nullptr, WNOHANG);
    }
}

void Reaper::adopt(pid_t pid, Descriptor ended) {
    const auto orphan = m_orphans.insert(m_orphans.end(), Orphan{pid, std::move(ended), nullptr});
    orphan->watch = notifier(orphan->ended, QSocketNotifier::Read, [this, orphan] {
        ::waitpid(orphan->pid, nullptr, WNOHANG);
        m_orphans.erase(orphan);
    });
}

ChildProcess::ChildProcess(WireCommand command, std::shared_ptr<Reaper> reaper, Complete complete)
    : m_command(std::move(command)), m_reaper(std::move(reaper)), m_complete(std::move(complete)) {
    m_timer->setSingleShot(true);
    start();
}

ChildProcess::~ChildProcess() { abandon(); }

void ChildProcess::start() {
    auto child = spawnChild(m_command);
    if (!child) {
        QObject::connect(m_timer.get(), &QTimer::timeout, [this, error = child.error()] { finish(error); });
        m_timer->start(0);
        return;
    }
    m_child = std::move(*child);
    watch(m_child.output, m_output, m_result.output);
    watch(m_child.errors, m_errors, m_result.errors);
    m_ended = notifier(m_child.ended, QSocketNotifier::Read, [this] { ended(); });
    m_input = notifier(m_child.input, QSocketNotifier::Write, [this] { feed(); });
    if (m_command.timeout.count() <= 0) return;
    QObject::connect(m_timer.get(), &QTimer::timeout, [this] {
        finish(endedEarly(Fault::timeout, "did not end within " + formatDuration(m_command.timeout)));
    });
    m_timer->start(m_command.timeout);
}

void ChildProcess::watch(Descriptor& pipe, Later<QSocketNotifier>& watcher, std::string& text) {
    watcher = notifier(pipe, QSocketNotifier::Read, [this, &pipe, &watcher, &text] {
        if (!readAll(pipe, watcher, text)) finish(wroteTooMuch());
    });
}

/// Why there is no result, with the last that the child said.
Error ChildProcess::endedEarly(Fault fault, const std::string& how) {
    readAll(m_child.errors, m_errors, m_result.errors);
    // Masked before lines are left out: the end of a private key is only known by its beginning.
    const auto said = lastLines(Redactor()(m_result.errors));
    return Error{fault, programName(m_command) + " " + how + (said.empty() ? "" : ": " + said), 0, {}};
}

Error ChildProcess::wroteTooMuch() {
    return endedEarly(Fault::tooLarge, "wrote more than " + sizeWords(m_command.largestOutput));
}

/// Reads what is there; false when that is too much.
bool ChildProcess::readAll(Descriptor& pipe, Later<QSocketNotifier>& watcher, std::string& text) {
    std::array<char, 65'536> piece;
    while (pipe.open()) {
        const auto got = ::read(pipe.get(), piece.data(), piece.size());
        if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.size() > m_command.largestOutput) return false;
        if (got > 0 || (got < 0 && errno == EINTR)) continue;
        if (got < 0 && errno == EAGAIN) break;
        watcher.reset();
        pipe.reset();
    }
    return true;
}

void ChildProcess::feed() {
    const auto rest = std::string_view(m_command.input).substr(m_fed);
    const auto written = rest.empty() ? 0 : ::write(m_child.input.get(), rest.data(), rest.size());
    if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (written > 0) m_fed += static_cast<std::size_t>(written);
    if (written > 0 && m_fed < m_command.input.size()) return;
    // All is written, or the child does not want to read it.
    m_input.reset();
    m_child.input.reset();
}

/// The leader's id is not reused before it is reaped, so the rest of its group is killed first. What they
/// still wrote is in the pipes.
void ChildProcess::ended() {
    ::kill(-m_child.pid, SIGKILL);
    const bool fits = readAll(m_child.output, m_output, m_result.output) &&
                      readAll(m_child.errors, m_errors, m_result.errors);
    auto result = reap();
    if (!fits) result = wroteTooMuch();
    finish(std::move(result));
}

Result<CommandResult> ChildProcess::reap() {
    siginfo_t info{};
    const int failed = ::waitid(P_PID, static_cast<id_t>(std::exchange(m_child.pid, -1)), &info, WEXITED);
    if (failed) return endedEarly(Fault::server, "ended in an unknown way");
    if (info.si_code != CLD_EXITED) {
        const char* const signal = sigabbrev_np(info.si_status);
        return endedEarly(Fault::server, std::string("was ended by signal ") + (signal ? signal : "unknown"));
    }
    m_result.exitCode = info.si_status;
    return std::move(m_result);
}

void ChildProcess::abandon() {
    m_timer->stop();
    m_ended.reset();
    m_input.reset();
    m_output.reset();
    m_errors.reset();
    if (m_child.pid < 0) return;
    ::kill(-m_child.pid, SIGKILL);
    m_reaper->adopt(std::exchange(m_child.pid, -1), std::move(m_child.ended));
}

void ChildProcess::finish(Result<CommandResult> result) {
    abandon();
    auto complete = std::move(m_complete);
    complete(std::move(result));
}

} // namespace shipglass
