// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/words.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace shipglass {

enum class LogLevel { error, warning, info, debug };
template <> struct Words<LogLevel> {
    static constexpr std::array<std::string_view, 4> list{"error", "warning", "info", "debug"};
};

/// Says lines to whoever looks after the program; to nobody as it is made without arguments. What is said
/// holds no secret: whoever says it sees to that.
class Log {
public:
    using Write = std::function<void(LogLevel, const std::string&)>;

    Log() = default;
    /// `write` is called on the thread of whoever says something, with lines up to the level `most`.
    Log(LogLevel most, Write write) : m_most(most), m_write(std::move(write)) {}

    bool wants(LogLevel level) const { return m_write && level <= m_most; }
    void operator()(LogLevel level, const std::string& line) const {
        if (wants(level)) m_write(level, line);
    }

private:
    LogLevel m_most = LogLevel::error;
    Write m_write;
};

} // namespace shipglass
