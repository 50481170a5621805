// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/local_files.h"

#include "net/curl_faults.h"
#include "net/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>

namespace shipglass {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostFiles = 100'000, mostEntries = 1'000'000;
constexpr int deepest = 100;

Error fileError(int number, const std::string& path) {
    const auto reason = path + ": " + std::generic_category().message(number);
    if (number == ENOENT || number == ENOTDIR) return Error{Fault::notFound, reason, 0, {}};
    if (number == EACCES || number == EPERM) return Error{Fault::forbidden, reason, 0, {}};
    return Error{Fault::server, reason, 0, {}};
}

std::vector<std::string> segmentsOf(const std::string& glob) {
    std::vector<std::string> segments;
    for (std::size_t begin = 0; begin <= glob.size();) {
        const auto end = std::min(glob.find('/', begin), glob.size());
        auto segment = glob.substr(begin, end - begin);
        const bool again = segment == "**" && !segments.empty() && segments.back() == "**";
        if (!segment.empty() && !again) segments.push_back(std::move(segment));
        begin = end + 1;
    }
    if (!segments.empty() && segments.back() == "**") segments.emplace_back("*");
    return segments;
}

/// Walks the folders once. At each it knows at which segments of the glob it may stand, so that several `**`
/// cost no more than one.
class Walk {
public:
    using Places = std::vector<std::size_t>;

    Walk(const std::string& glob, const std::atomic<bool>& canceled)
        : m_glob(glob), m_segments(segmentsOf(glob)), m_canceled(canceled) {}

    Result<std::vector<FileInfo>> run() {
        std::size_t first = 0;
        std::string base = m_glob.starts_with('/') ? "/" : "";
        while (first + 1 < m_segments.size() && isLiteral(m_segments[first]))
            base += m_segments[first++] + "/";
        if (m_segments.empty()) return std::vector<FileInfo>();
        enter(base, {first}, 0);
        if (m_error) return *m_error;
        std::sort(m_found.begin(), m_found.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        return std::move(m_found);
    }

private:
    static bool isLiteral(const std::string& segment) {
        return segment.find_first_of("*?[\\") == std::string::npos;
    }

    /// `folder` ends with a slash, or is empty for the working directory.
    void enter(const std::string& folder, Places places, int depth) {
        for (std::size_t i = 0; i < places.size(); ++i)
            if (m_segments[places[i]] == "**") add(places, places[i] + 1);
        std::error_code error;
        fs::directory_iterator entries(folder.empty() ? "." : folder, error);
        if (error && depth == 0 && (error.value() == EACCES || error.value() == EPERM))
            m_error = fileError(error.value(), folder);
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            if (m_error || m_canceled) return;
            if (++m_entries > mostEntries)
                return fail("over a million entries below the folders of " + m_glob);
            look(*entries, folder, places, depth);
        }
    }

    void look(const fs::directory_entry& entry, const std::string& folder, const Places& places, int depth) {
        const auto name = entry.path().filename().string();
        std::error_code error;
        Places inside;
        bool wanted = false;
        for (const auto place : places) {
            const bool anyFolder = m_segments[place] == "**";
            const bool matches =
                !anyFolder && fnmatch(m_segments[place].c_str(), name.c_str(), FNM_PERIOD) == 0;
            if (matches && place + 1 == m_segments.size()) wanted = true;
            if (matches && place + 1 < m_segments.size()) add(inside, place + 1);
            if (anyFolder && !name.starts_with('.') && !entry.is_symlink(error)) add(inside, place);
        }
        if (!inside.empty() && depth < deepest && entry.is_directory(error))
            enter(folder + name + "/", std::move(inside), depth + 1);
        if (wanted) take(folder + name);
    }

    void take(const std::string& path) {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
        if (m_found.size() == mostFiles) return fail("over 100000 files match " + m_glob);
        const auto modified = std::int64_t{status.st_mtim.tv_sec} * 1000 + status.st_mtim.tv_nsec / 1'000'000;
        m_found.push_back(FileInfo{path, status.st_size, modified});
    }

    static void add(Places& places, std::size_t place) {
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    void fail(std::string message) { m_error = Error{Fault::tooLarge, std::move(message), 0, {}}; }

    const std::string& m_glob;
    std::vector<std::string> m_segments;
    const std::atomic<bool>& m_canceled;
    std::vector<FileInfo> m_found;
    std::optional<Error> m_error;
    std::size_t m_entries = 0;
};

} // namespace

Result<std::vector<FileInfo>> findFiles(const std::string& glob, const std::atomic<bool>& canceled) {
    return Walk(glob, canceled).run();
}

Result<std::string> readFile(const std::string& path, std::size_t largest) {
    // Opening a pipe that nobody writes to would wait for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!file.open() || ::fstat(file.get(), &status) != 0) return fileError(errno, path);
    if (!S_ISREG(status.st_mode)) return Error{Fault::unsupported, path + " is not a regular file", 0, {}};
    std::string text;
    for (;;) {
        constexpr std::size_t step = 65'536;
        const auto had = text.size();
        text.resize(had + step);
        const auto got = ::read(file.get(), text.data() + had, step);
        if (got < 0 && errno != EINTR) return fileError(errno, path);
        text.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (text.size() > largest)
            return Error{Fault::tooLarge, path + " is larger than " + sizeWords(largest), 0, {}};
        if (got == 0) return text;
    }
}

} // namespace shipglass
