// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace shipglass {

/// The name of a secret of the source (a key of its `auth` or `env`); the session puts the value in at the
/// last moment and no connector ever sees it.
struct SecretRef {
    std::string key;
};

/// A child process: argv, never a shell. It gets a minimal environment and its own process group, which dies
/// with the Task that waits for it.
class Command {
public:
    explicit Command(std::vector<std::string> argv) : m_argv(std::move(argv)) {}

    Command& workingDirectory(std::string path) {
        m_directory = std::move(path);
        return *this;
    }
    Command& env(std::string name, std::string value) {
        m_env.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Command& secretEnv(std::string name, SecretRef secret) {
        m_secretEnv.emplace_back(std::move(name), std::move(secret));
        return *this;
    }
    Command& input(std::string text) {
        m_input = std::move(text);
        return *this;
    }
    Command& limits(std::int64_t milliseconds, std::size_t bytes) {
        m_millis = milliseconds;
        m_bytes = bytes;
        return *this;
    }

    const std::vector<std::string>& argv() const { return m_argv; }
    const std::string& directory() const { return m_directory; }
    const std::vector<std::pair<std::string, std::string>>& environment() const { return m_env; }
    const std::vector<std::pair<std::string, SecretRef>>& secretEnvironment() const { return m_secretEnv; }
    const std::string& standardInput() const { return m_input; }
    std::int64_t millis() const { return m_millis; } ///< Run time limit in milliseconds.
    std::size_t largestOutput() const {
        return m_bytes;
    } ///< Output limit in bytes, standard output and error each.

private:
    std::vector<std::string> m_argv;
    std::string m_directory;
    std::vector<std::pair<std::string, std::string>> m_env;
    std::vector<std::pair<std::string, SecretRef>> m_secretEnv;
    std::string m_input;
    std::int64_t m_millis = 60'000;
    std::size_t m_bytes = 8U << 20U;
};

/// How a child process ended. Not starting at all, a limit and a signal are Errors instead.
struct CommandResult {
    int exitCode = 0;
    std::string output, errors;
};

/// A file that a glob found.
struct FileInfo {
    std::string path;
    std::int64_t size = 0;       ///< Bytes.
    std::int64_t modifiedMs = 0; ///< Milliseconds since the epoch.
};

} // namespace shipglass
