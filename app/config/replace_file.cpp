// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/replace_file.h"

#include "config/parse.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shipglass {

namespace {

namespace fs = std::filesystem;

Error failed(const std::string& what) { return Error{Fault::config, what, 0, {}}; }
Error failedNow(const std::string& what) { return failed(what + ": " + std::strerror(errno)); }

/// Why the file cannot be replaced, if so.
std::optional<Error> obstacle(const fs::path& file, const std::optional<std::string>& old,
                              struct stat& about) {
    if (::stat(file.c_str(), &about) != 0) {
        if (errno != ENOENT) return failedNow("the file cannot be looked at");
        return old ? std::optional(failed("the file is gone")) : std::nullopt;
    }
    if (!old) return failed("the file was created meanwhile");
    if (::access(file.c_str(), W_OK) != 0 || (about.st_mode & S_IWUSR) == 0)
        return failed("the file is read-only");
    if (about.st_uid != ::geteuid()) return failed("the file belongs to somebody else");
    const auto now = readConfigFile(file);
    if (!now || now->text != *old) return failed("the file has changed meanwhile");
    return std::nullopt;
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::write(file, text.data(), text.size());
        if (count < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(file) == 0;
}

/// A new file beside the old one with its text and mode; its name.
Result<std::string> writeBeside(const fs::path& file, const std::string& text, mode_t mode) {
    std::string name = file.string() + ".XXXXXX";
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) return failedNow("nothing can be written beside the file");
    const bool whole = ::fchmod(descriptor, mode & 07777) == 0 && writeAll(descriptor, text);
    const auto error = failedNow("the file cannot be written");
    const bool closed = ::close(descriptor) == 0;
    if (whole && closed) return name;
    ::unlink(name.c_str());
    return error;
}

void syncFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

Result<Done> putInPlace(const std::string& from, const fs::path& to, bool create) {
    // A link is made only where nothing is yet; a rename would go over a file that came meanwhile.
    const bool done =
        create ? ::link(from.c_str(), to.c_str()) == 0 : ::rename(from.c_str(), to.c_str()) == 0;
    const auto error = failedNow("the file cannot be replaced");
    if (create || !done) ::unlink(from.c_str());
    if (!done) return error;
    syncFolder(to.parent_path());
    return Done{};
}

} // namespace

Result<Done> replaceFile(const fs::path& path, const std::optional<std::string>& old,
                         const std::string& text) {
    std::error_code error;
    const auto real = fs::weakly_canonical(path, error);
    const auto file = error ? path : real;
    struct stat about {};
    if (const auto obstructed = obstacle(file, old, about)) return *obstructed;
    if (!old) fs::create_directories(file.parent_path(), error);
    if (error) return failed("the folder of the file cannot be created: " + error.message());
    const auto written = writeBeside(file, text, old ? about.st_mode : 0600);
    if (!written) return written.error();
    struct stat again {};
    if (const auto late = obstacle(file, old, again)) {
        ::unlink(written->c_str());
        return *late;
    }
    return putInPlace(*written, file, !old);
}

} // namespace shipglass
