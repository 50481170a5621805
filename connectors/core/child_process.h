// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/child_spawn.h"
#include "net/qt_later.h"

#include <functional>
#include <list>
#include <optional>

namespace shipglass {

/// Waits for children that were killed, so that none stays behind as a zombie; others' children are left
/// alone.
class Reaper {
public:
    Reaper() = default;
    Reaper(const Reaper&) = delete;
    Reaper& operator=(const Reaper&) = delete;
    ~Reaper();
    void adopt(pid_t pid, Descriptor ended);

private:
    struct Orphan {
        pid_t pid;
        Descriptor ended;
        Later<QSocketNotifier> watch;
    };
    std::list<Orphan> m_orphans;
};

/// A child process under way on the loop. Its whole process group is killed when its leader has ended, when
/// it oversteps a limit, and when the operation is destroyed.
class ChildProcess final : public Operation {
public:
    using Complete = std::function<void(Result<CommandResult>)>;

    ChildProcess(WireCommand command, std::shared_ptr<Reaper> reaper, Complete complete);
    ~ChildProcess() override;

private:
    void start();
    void watch(Descriptor& pipe, Later<QSocketNotifier>& notifier, std::string& text);
    void feed();
    bool readAll(Descriptor& pipe, Later<QSocketNotifier>& notifier, std::string& text);
    void ended();
    Error endedEarly(Fault fault, const std::string& how);
    Error wroteTooMuch();
    Result<CommandResult> reap();
    void abandon();
    void finish(Result<CommandResult> result);

    WireCommand m_command;
    std::shared_ptr<Reaper> m_reaper;
    Complete m_complete;
    Spawned m_child;
    std::size_t m_fed = 0;
    CommandResult m_result;
    Later<QSocketNotifier> m_ended, m_input, m_output, m_errors;
    Later<QTimer> m_timer{new QTimer};
};

} // namespace shipglass
