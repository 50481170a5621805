// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/file_watcher.h"
#include "config/parse.h"

namespace shipglass {

/// The configuration that is in force while its file may change.
class LiveConfig {
public:
    /// What a look at the file led to.
    enum class Look { same, adopted, refused };

    /// Reads the file at once. One that is not there is empty when `mayBeMissing`, as the user's own at the
    /// first start.
    LiveConfig(std::filesystem::path path, KindList kinds, bool mayBeMissing);

    /// Reads the file again if it is another one now. A bad file leaves the old configuration in force, with
    /// its mistakes in mistakes(); so does one that is gone.
    Look look();

    const std::filesystem::path& path() const { return m_path; }
    /// Of the file as it was last read.
    const FileStamp& stamp() const { return m_stamp; }
    const KindList& kinds() const { return m_kinds; }
    /// What is in force; empty as long as the file was never good.
    std::shared_ptr<const Config> config() const { return m_config; }
    /// Of the file as it is now; empty when what is in force is what it says.
    const std::vector<Mistake>& mistakes() const { return m_mistakes; }
    /// The file's text as it was last read, for ConfigEditor; none without a file.
    const std::optional<std::string>& text() const { return m_text; }

private:
    ParsedConfig read();

    std::filesystem::path m_path;
    KindList m_kinds;
    bool m_mayBeMissing;
    FileStamp m_stamp;
    std::shared_ptr<const Config> m_config = std::make_shared<Config>();
    std::vector<Mistake> m_mistakes;
    std::optional<std::string> m_text;
};

/// Looks at the file whenever it has changed, and hands on every look that found something. Lives on the
/// thread of its event loop.
class ConfigWatcher {
public:
    ConfigWatcher(LiveConfig& config, std::function<void(LiveConfig::Look)> changed);

private:
    FileWatcher m_watcher;
};

} // namespace shipglass
