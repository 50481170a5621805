// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace shipglass {

/// The case folder of one recorded source: settings.json and exchange.json, for their owner only and whole at
/// any moment, also when the process is killed. What goes over the limit is left out, and all that comes
/// after it, so that what is there can be played up to that point. Blocks for as long as the system takes to
/// copy what is there.
class RecorderFolder {
public:
    static constexpr std::size_t usualLimit = 16U << 20U;

    /// The folder for `source` below `parent`; nothing is made before something is written. `limit` in bytes.
    RecorderFolder(const std::string& parent, const std::string& source, std::size_t limit = usualLimit);

    void writeSettings(const nlohmann::json& settings);
    void add(const nlohmann::json& exchange);
    /// What went wrong first, for people; "" for nothing.
    const std::string& complaint() const { return m_complaint; }

private:
    void write(const std::string& name, const std::string& text);

    std::string m_path, m_exchanges, m_complaint;
    std::size_t m_limit;
    bool m_full = false;
};

} // namespace shipglass
