// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/config_follower.h"

#include "config/live_config.h"
#include "program/kinds.h"

namespace shipglass {

namespace {

/// Lives on the poll thread.
class ConfigFollower {
public:
    ConfigFollower(const std::filesystem::path& path, bool mayBeMissing,
                   std::function<void(ConfigNews)> changed)
        : m_live(path, knownKinds(), mayBeMissing), m_changed(std::move(changed)),
          m_watcher(m_live, [this](LiveConfig::Look) { tell(); }) {}

private:
    void tell() {
        const auto& mistakes = m_live.mistakes();
        m_changed(mistakes.empty() ? ConfigNews(m_live.config()) : ConfigNews(mistakesError(mistakes)));
    }

    LiveConfig m_live;
    std::function<void(ConfigNews)> m_changed;
    ConfigWatcher m_watcher;
};

} // namespace

void followConfig(Engine& engine, const Setup& setup, Executor caller,
                  std::function<void(const ConfigNews&)> changed) {
    auto told = [caller = std::move(caller), changed = std::move(changed)](const ConfigNews& news) {
        caller([changed, news] { changed(news); });
    };
    engine.inhabit([path = setup.configPath, mayBeMissing = !setup.configured, told](PollWorld&) {
        return std::make_shared<ConfigFollower>(path, mayBeMissing, told);
    });
}

} // namespace shipglass
