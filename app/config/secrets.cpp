// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secrets.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shipglass {

namespace {

constexpr Millis commandLimit{10'000};
constexpr std::size_t largestSecret = 64U << 10U;

Error wrong(std::string message) { return Error{Fault::config, std::move(message), 0, {}}; }

Result<FoundSecret> fromEnvironment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (!value) return wrong("the environment variable " + name + " is not set");
    if (!*value) return wrong("the environment variable " + name + " is empty");
    return FoundSecret{Secret(value), {}};
}

/// Reads what fits; true when it was all of it.
bool readAll(int file, std::vector<char>& bytes) {
    bytes.resize(largestSecret + 1);
    std::size_t size = 0;
    ssize_t count = 1;
    while (count > 0 && size < bytes.size()) {
        count = ::read(file, bytes.data() + size, bytes.size() - size);
        if (count > 0) size += static_cast<std::size_t>(count);
    }
    const bool fits = count == 0;
    bytes.resize(size);
    return fits;
}

Result<FoundSecret> fromFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return wrong("the file " + path + " cannot be read: " + std::strerror(errno));
    struct stat about {};
    ::fstat(file, &about);
    std::vector<char> bytes;
    const bool whole = S_ISREG(about.st_mode) && readAll(file, bytes);
    ::close(file);
    FoundSecret found{Secret(withoutLineEnd({bytes.data(), bytes.size()})), {}};
    if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
    if (!whole) return wrong("the file " + path + " is no file of at most 64 KB");
    if (found.value.empty()) return wrong("the file " + path + " is empty");
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        found.warning = "others can read the file " + path + ": chmod go-rwx it";
    return found;
}

Result<FoundSecret> from(Result<Secret> asked, const std::string& what) {
    if (!asked) return asked.error();
    if (asked->empty()) return wrong(what + " gave nothing");
    return FoundSecret{std::move(*asked), {}};
}

} // namespace

std::string_view withoutLineEnd(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

Result<FoundSecret> findSecret(const SecretReference& reference, const SecretDoors& doors) {
    switch (reference.origin) {
    case SecretOrigin::env:
        return fromEnvironment(reference.name);
    case SecretOrigin::file:
        return fromFile(reference.name);
    case SecretOrigin::keychain:
        return from(doors.keychain(reference.name), "the keychain's entry");
    case SecretOrigin::command:
        break;
    }
    return from(doors.command(reference.argv, commandLimit), "the command " + reference.argv.front());
}

} // namespace shipglass
