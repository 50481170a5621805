// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/engine_options.h"

#include "program/setup.h"

#include <cstdio>

namespace shipglass {

namespace {

/// One line at once, which other threads and processes cannot come between.
void writeLine(LogLevel level, const std::string& line) {
    std::fputs((std::string(word(level)) + ": " + line + "\n").c_str(), stderr);
}

} // namespace

Engine::Options engineOptions(const std::string& storePath, const cli::Common& common) {
    Engine::Options options;
    options.storePath = storePath;
    options.recordFolder = common.record;
    options.cachePath = (cacheFolder() / "http.sqlite").string();
    options.log = Log(fromWord<LogLevel>(common.logLevel).value_or(LogLevel::warning), writeLine);
    return options;
}

} // namespace shipglass
