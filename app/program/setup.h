// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "config/config.h"
#include "config/parse.h"

#include <filesystem>
#include <memory>
#include <string>

namespace shipglass {

/// What a run of the program works with: the configuration in force and where the history lies.
struct Setup {
    std::filesystem::path configPath;
    std::shared_ptr<const Config> config;
    std::string storePath;
    bool configured = false; ///< The file exists.
};

/// Reads the configuration that the command line names, else the user's own, which may be missing. Mistakes
/// are Fault::config, one a line, each with its place.
Result<Setup> loadSetup(const cli::Common& common);

/// All mistakes of a configuration as one error.
Error mistakesError(const std::vector<Mistake>& mistakes);

/// The folder of what may be lost: cached answers.
std::filesystem::path cacheFolder();

/// A `--store` or `store:` value as a path; `config` for what is no SQLite file.
Result<std::string> storePathOf(const std::string& url);

} // namespace shipglass
