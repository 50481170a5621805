// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace shipglass {

/// What tells one state of a file from another without reading it.
struct FileStamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modifiedNs = 0, changedNs = 0;
    bool there = false;

    bool operator==(const FileStamp&) const = default;
};
FileStamp stampOf(const std::filesystem::path& path);

/// Tells when a file has become another one than it was at `seen`: was changed, replaced, created or removed,
/// shortly after the last of a burst of changes and within a second of the first. It never reads the file.
/// Lives on the thread of its event loop.
class FileWatcher {
public:
    FileWatcher(const std::filesystem::path& path, const FileStamp& seen, std::function<void()> changed);
    ~FileWatcher();

    /// Looks at once, where the system may have said nothing.
    void look();

private:
    class Watch;
    std::unique_ptr<Watch> m_watch;
};

} // namespace shipglass
