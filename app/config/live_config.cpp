// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/live_config.h"

namespace shipglass {

LiveConfig::LiveConfig(std::filesystem::path path, KindList kinds, bool mayBeMissing)
    : m_path(std::move(path)), m_kinds(std::move(kinds)), m_mayBeMissing(mayBeMissing),
      m_stamp(stampOf(m_path)) {
    auto parsed = read();
    m_mistakes = std::move(parsed.mistakes);
    if (m_mistakes.empty()) m_config = std::make_shared<Config>(std::move(parsed.config));
    m_mayBeMissing = m_mayBeMissing && !m_text;
}

LiveConfig::Look LiveConfig::look() {
    // The stamp is taken before reading: what changes between the two is seen by the next look.
    const auto stamp = stampOf(m_path);
    if (stamp == m_stamp) return Look::same;
    m_stamp = stamp;
    auto parsed = read();
    m_mistakes = std::move(parsed.mistakes);
    m_mayBeMissing = m_mayBeMissing && !m_text;
    if (!m_mistakes.empty()) return Look::refused;
    m_config = std::make_shared<Config>(std::move(parsed.config));
    return Look::adopted;
}

ParsedConfig LiveConfig::read() {
    m_text.reset();
    if (m_mayBeMissing && !m_stamp.there) return {};
    auto file = readConfigFile(m_path);
    if (!file) return {{}, {{m_path.string(), {}, file.error().message}}};
    auto parsed = parseConfig(file->text, m_path.string(), m_kinds, file->trust);
    m_text = std::move(file->text);
    return parsed;
}

ConfigWatcher::ConfigWatcher(LiveConfig& config, std::function<void(LiveConfig::Look)> changed)
    : m_watcher(config.path(), config.stamp(), [&config, changed = std::move(changed)] {
          const auto found = config.look();
          if (found != LiveConfig::Look::same) changed(found);
      }) {}

} // namespace shipglass
