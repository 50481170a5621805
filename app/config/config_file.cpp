// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/parse.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shipglass {

namespace {

/// An open file, closed with its owner.
struct OpenFile {
    explicit OpenFile(int number) : descriptor(number) {}
    ~OpenFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int descriptor;
};

Error unreadable() {
    return Error{Fault::config, std::string("the file cannot be read: ") + std::strerror(errno), errno, {}};
}

std::filesystem::path below(const char* variable, const char* fallback) {
    const char* base = std::getenv(variable);
    if (base && base[0] == '/') return std::filesystem::path(base) / "shipglass";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home ? home : "/") / fallback / "shipglass";
}

} // namespace

Result<ConfigFile> readConfigFile(const std::filesystem::path& path) {
    constexpr std::size_t most = (1U << 20U) + 1;
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (file.descriptor < 0 || ::fstat(file.descriptor, &about) != 0) return unreadable();
    if (!S_ISREG(about.st_mode)) return Error{Fault::config, "this is no file", 0, {}};
    ConfigFile read;
    read.trust = {(about.st_mode & (S_IWGRP | S_IWOTH)) != 0, about.st_uid == ::geteuid()};
    read.text.resize(most);
    std::size_t size = 0;
    while (size < most) {
        const auto count = ::read(file.descriptor, read.text.data() + size, most - size);
        if (count < 0) return unreadable();
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
    }
    read.text.resize(size);
    return read;
}

ParsedConfig loadConfig(const std::filesystem::path& path, const KindList& kinds) {
    const auto file = readConfigFile(path);
    if (file) return parseConfig(file->text, path.string(), kinds, file->trust);
    ParsedConfig parsed;
    parsed.mistakes.push_back({path.string(), {}, file.error().message});
    return parsed;
}

std::filesystem::path defaultConfigPath() { return below("XDG_CONFIG_HOME", ".config") / "shipglass.yaml"; }

std::filesystem::path defaultStorePath() { return below("XDG_DATA_HOME", ".local/share") / "history.sqlite"; }

} // namespace shipglass
