// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/child_spawn.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace shipglass {

namespace {

constexpr std::string_view usualPath = "/usr/local/bin:/usr/bin:/bin";

Error startError(const WireCommand& command, const std::string& reason) {
    return Error{Fault::config, programName(command) + " cannot be started: " + reason, 0, {}};
}

std::string words(int number) { return std::generic_category().message(number); }

struct Pipe {
    Descriptor ours, childs;
};

/// Numbers below 3 would get in the way of the child's own standard streams.
Descriptor above2(Descriptor descriptor) {
    return descriptor.get() > 2 ? std::move(descriptor)
                                : Descriptor(::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 3));
}

bool makePipe(Pipe& pipe, bool weWrite) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    Descriptor reads = above2(Descriptor(ends[0])), writes = above2(Descriptor(ends[1]));
    pipe.ours = std::move(weWrite ? writes : reads);
    pipe.childs = std::move(weWrite ? reads : writes);
    return pipe.childs.open() && ::fcntl(pipe.ours.get(), F_SETFL, O_NONBLOCK) == 0;
}

class Actions {
public:
    Actions(const WireCommand& command, const Pipe& in, const Pipe& out, const Pipe& err) {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawn_file_actions_adddup2(&m_actions, in.childs.get(), 0);
        posix_spawn_file_actions_adddup2(&m_actions, out.childs.get(), 1);
        posix_spawn_file_actions_adddup2(&m_actions, err.childs.get(), 2);
        posix_spawn_file_actions_addclosefrom_np(&m_actions, 3);
        if (!command.directory.empty())
            posix_spawn_file_actions_addchdir_np(&m_actions, command.directory.c_str());
    }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    ~Actions() { posix_spawn_file_actions_destroy(&m_actions); }
    const posix_spawn_file_actions_t* get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

class Attributes {
public:
    Attributes() {
        posix_spawnattr_init(&m_attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setsigdefault(&m_attributes, &all);
        posix_spawnattr_setpgroup(&m_attributes, 0);
        posix_spawnattr_setflags(&m_attributes,
                                 POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    ~Attributes() { posix_spawnattr_destroy(&m_attributes); }
    const posix_spawnattr_t* get() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes{};
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const auto& text : texts) list.push_back(const_cast<char*>(text.c_str()));
    list.push_back(nullptr);
    return list;
}

std::string pathOf(const WireCommand& command) {
    for (const auto& [name, value] : command.environment)
        if (name == "PATH") return value;
    return std::string(usualPath);
}

std::vector<std::string> environmentOf(const WireCommand& command) {
    std::vector<std::string> lines;
    bool hasPath = false;
    for (const auto& [name, value] : command.environment) {
        hasPath = hasPath || name == "PATH";
        lines.push_back(name + "=" + value);
    }
    if (!hasPath) lines.push_back("PATH=" + std::string(usualPath));
    return lines;
}

/// Where the child's own PATH finds the program; empty when it does not.
std::string locate(const WireCommand& command) {
    const auto& program = command.argv.front();
    if (program.find('/') != std::string::npos) return program;
    const auto path = pathOf(command);
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find(':', begin), path.size());
        const auto folder = path.substr(begin, end - begin);
        const auto candidate = folder + "/" + program;
        if (!folder.empty() && ::access(candidate.c_str(), X_OK) == 0) return candidate;
        begin = end + 1;
    }
    return {};
}

bool holdsNul(const std::string& text) { return text.find('\0') != std::string::npos; }

/// What exec would silently cut short or take for something else.
bool isProper(const WireCommand& command) {
    if (command.argv.empty() || command.argv.front().empty()) return false;
    return std::none_of(command.argv.begin(), command.argv.end(), holdsNul) &&
           std::none_of(command.environment.begin(), command.environment.end(), [](const auto& variable) {
               return variable.first.empty() || variable.first.find('=') != std::string::npos ||
                      holdsNul(variable.first) || holdsNul(variable.second);
           });
}

} // namespace

std::string programName(const WireCommand& command) {
    if (command.argv.empty()) return "a program without a name";
    return command.argv.front().substr(command.argv.front().rfind('/') + 1);
}

Result<Spawned> spawnChild(const WireCommand& command) {
    if (!isProper(command)) return startError(command, "its arguments or environment are not proper");
    const auto program = locate(command);
    if (program.empty()) return startError(command, "not found in " + pathOf(command));
    if (!command.directory.empty() && ::access(command.directory.c_str(), X_OK) != 0)
        return startError(command, "folder " + command.directory + ": " + words(errno));
    Pipe in, out, err;
    if (!makePipe(in, true) || !makePipe(out, false) || !makePipe(err, false))
        return startError(command, words(errno));

    const Actions actions(command, in, out, err);
    const Attributes attributes;
    const auto environment = environmentOf(command);
    Spawned child;
    const int failure = posix_spawn(&child.pid, program.c_str(), actions.get(), attributes.get(),
                                    pointers(command.argv).data(), pointers(environment).data());
    if (failure != 0) return startError(command, words(failure));
    child.ended = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, child.pid, 0)));
    if (!child.ended.open()) {
        const int number = errno;
        ::kill(-child.pid, SIGKILL);
        ::waitpid(child.pid, nullptr, 0);
        return startError(command, words(number));
    }
    child.input = std::move(in.ours);
    child.output = std::move(out.ours);
    child.errors = std::move(err.ours);
    return child;
}

} // namespace shipglass
