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
        for (auto* timer : {&m_settled, &m_patience}) {
            timer->setSingleShot(true);
            QObject::connect(timer, &QTimer::timeout, timer, [this] { look(); });
        }
        const auto later = [this] {
            m_settled.start(settling);
            if (!m_patience.isActive()) m_patience.start(longest);
        };
        QObject::connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settled, later);
        QObject::connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settled, later);
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
        m_settled.stop();
        m_patience.stop();
        watch();
        const auto found = m_config.look();
        if (found != LiveConfig::Look::same) m_changed(found);
    }

    static constexpr std::chrono::milliseconds settling{200}, longest{1000};
    LiveConfig& m_config;
    std::function<void(LiveConfig::Look)> m_changed;
    QFileSystemWatcher m_watcher;
    QTimer m_settled, m_patience;
};

ConfigWatcher::ConfigWatcher(LiveConfig& config, std::function<void(LiveConfig::Look)> changed)
    : m_watch(std::make_unique<Watch>(config, std::move(changed))) {}
ConfigWatcher::~ConfigWatcher() = default;

} // namespace shipglass
