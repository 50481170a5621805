// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/kind_info.h"
#include "config/mistake.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace shipglass {

/// Who could have written a file: programs are run only from one that its reader owns and nobody else can
/// write to.
struct FileTrust {
    bool writableByOthers = false, ownedByReader = true;

    bool trusted() const { return ownedByReader && !writableByOthers; }
};

/// What was read and every mistake in it, in the order of the file. With mistakes the configuration is not to
/// be used.
struct ParsedConfig {
    Config config;
    std::vector<Mistake> mistakes;

    bool ok() const { return mistakes.empty(); }
};

/// Reads the text of a configuration; `file` names it in mistakes. Asks nobody: secrets stay references.
ParsedConfig parseConfig(std::string_view text, std::string file, const KindList& kinds,
                         FileTrust trust = {});

/// Reads a file, with its text and trust taken from one and the same open file. A file that is not there is a
/// mistake.
ParsedConfig loadConfig(const std::filesystem::path& path, const KindList& kinds);

/// The text and trust of a file; `config` when it cannot be read.
struct ConfigFile {
    std::string text;
    FileTrust trust;
};
Result<ConfigFile> readConfigFile(const std::filesystem::path& path);

/// `$XDG_CONFIG_HOME/shipglass/shipglass.yaml`, or below `~/.config`.
std::filesystem::path defaultConfigPath();
/// `$XDG_DATA_HOME/shipglass/history.sqlite`, or below `~/.local/share`.
std::filesystem::path defaultStorePath();

} // namespace shipglass
