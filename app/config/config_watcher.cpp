// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/live_config.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace shipglass {

/// Editors replace files by rename, after which a watch on the file alone sees nothing more: the folder is
/// watched too.
class ConfigWatcher::Watch {
public:
    Watch(LiveConfig& config, std::function<void(LiveConfig::Look)> changed)
        : m_config(config), m_changed(std::move(changed)) {
        constexpr int settling = 200; // Milliseconds.
        m_timer.setSingleShot(true);
        m_timer.setInterval(settling);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        const auto later = [this] { m_timer.start(); };
        QObject::connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_timer, later);
        QObject::connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_timer, later);
        watch();
    }

private:
    /// The file, and its folder or, as long as there is none, what it will be created in.
    void watch() {
        const auto file = std::filesystem::absolute(m_config.path());
        auto folder = file.parent_path();
        while (folder.has_relative_path() && !std::filesystem::exists(folder)) folder = folder.parent_path();
        for (const auto& entry : {file, folder})
            if (std::filesystem::exists(entry)) m_watcher.addPath(QString::fromStdString(entry.string()));
    }
    void look() {
        watch();
        const auto found = m_config.look();
        if (found != LiveConfig::Look::same) m_changed(found);
    }

    LiveConfig& m_config;
    std::function<void(LiveConfig::Look)> m_changed;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
};

ConfigWatcher::ConfigWatcher(LiveConfig& config, std::function<void(LiveConfig::Look)> changed)
    : m_watch(std::make_unique<Watch>(config, std::move(changed))) {}
ConfigWatcher::~ConfigWatcher() = default;

} // namespace shipglass
