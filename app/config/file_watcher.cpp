// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/file_watcher.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <sys/stat.h>

namespace shipglass {

namespace {

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool isThere(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

} // namespace

FileStamp stampOf(const std::filesystem::path& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return {};
    return {about.st_dev,
            about.st_ino,
            static_cast<std::uint64_t>(about.st_size),
            nanoseconds(about.st_mtim),
            nanoseconds(about.st_ctim),
            true};
}

/// Editors replace files by rename, after which a watch on the file alone sees nothing more: the folder is
/// watched too.
class FileWatcher::Watch {
public:
    Watch(const std::filesystem::path& path, const FileStamp& seen, std::function<void()> changed)
        : m_path(std::filesystem::absolute(path)), m_seen(seen), m_changed(std::move(changed)) {
        for (auto* timer : {&m_settled, &m_patience}) {
            timer->setSingleShot(true);
            QObject::connect(timer, &QTimer::timeout, timer, [this] { look(); });
        }
        const auto later = [this] { this->later(); };
        QObject::connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settled, later);
        QObject::connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settled, later);
        watch();
        if (stampOf(m_path) != m_seen) later();
    }

    void look() {
        m_settled.stop();
        m_patience.stop();
        watch();
        const auto stamp = stampOf(m_path);
        if (stamp == m_seen) return;
        m_seen = stamp;
        m_changed();
    }

private:
    /// The file, and its folder or, as long as there is none, what it will be created in.
    void watch() {
        auto folder = m_path.parent_path();
        while (folder.has_relative_path() && !isThere(folder)) folder = folder.parent_path();
        for (const auto& entry : {m_path, folder})
            if (isThere(entry)) m_watcher.addPath(QString::fromStdString(entry.string()));
    }
    void later() {
        m_settled.start(settling);
        if (!m_patience.isActive()) m_patience.start(longest);
    }

    static constexpr std::chrono::milliseconds settling{200}, longest{1000};
    std::filesystem::path m_path;
    FileStamp m_seen;
    std::function<void()> m_changed;
    QFileSystemWatcher m_watcher;
    QTimer m_settled, m_patience;
};

FileWatcher::FileWatcher(const std::filesystem::path& path, const FileStamp& seen,
                         std::function<void()> changed)
    : m_watch(std::make_unique<Watch>(path, seen, std::move(changed))) {}
FileWatcher::~FileWatcher() = default;

void FileWatcher::look() { m_watch->look(); }

} // namespace shipglass
