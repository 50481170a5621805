// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/setup.h"

#include "program/found_sources.h"
#include "program/kinds.h"

#include <cstdlib>

namespace shipglass {

namespace {

/// A first start has no file yet; one that was named has to be there.
bool isMissingByRight(const cli::Common& common, const std::filesystem::path& path) {
    std::error_code ignored;
    return common.config.empty() && !std::filesystem::exists(path, ignored);
}

} // namespace

Error mistakesError(const std::vector<Mistake>& mistakes) {
    Error error{Fault::config, "", 0, {}};
    for (const Mistake& mistake : mistakes)
        error.message += (error.message.empty() ? "" : "\n") + format(mistake);
    return error;
}

Result<std::string> storePathOf(const std::string& url) {
    if (url.empty() || url == "sqlite") return defaultStorePath().string();
    if (url.starts_with("sqlite:") && url.size() > 7) return url.substr(7);
    if (url.starts_with("postgresql:"))
        return Error{
            Fault::config, "This version keeps its history in SQLite only; write sqlite:PATH.", 0, {}};
    return Error{Fault::config, url + " is no store; write sqlite:PATH.", 0, {}};
}

std::filesystem::path cacheFolder() {
    const char* named = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = named && *named
                                           ? std::filesystem::path(named)
                                           : std::filesystem::path(home ? home : "/tmp") / ".cache";
    return base / "shipglass";
}

Result<Setup> loadSetup(const cli::Common& common) {
    Setup setup;
    setup.configPath = common.config.empty() ? defaultConfigPath() : std::filesystem::path(common.config);
    Config config;
    if (!isMissingByRight(common, setup.configPath)) {
        auto parsed = loadConfig(setup.configPath, knownKinds());
        if (!parsed.ok()) return mistakesError(parsed.mistakes);
        config = std::move(parsed.config);
        setup.configured = true;
    } else {
        config.sources = sourcesFoundHere();
    }
    if (common.noPoll) config.poll = false;
    const auto path = storePathOf(common.store.empty() ? config.store : common.store);
    if (!path) return path.error();
    setup.storePath = *path;
    setup.config = std::make_shared<const Config>(std::move(config));
    return setup;
}

} // namespace shipglass
