// SPDX-License-Identifier: GPL-3.0-or-later
#include "poll/discovery.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>

namespace shipglass {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostResults = 5000;
constexpr std::size_t headBytes = 4096;

std::string repositoryAbove(fs::path folder) {
    std::error_code error;
    while (!folder.empty()) {
        // A linked worktree has a file of that name.
        if (fs::exists(folder / ".git", error)) return folder.string();
        if (folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
    return {};
}

bool holdsResults(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string head(headBytes, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return head.find("<testsuite") != std::string::npos || head.find("<testng-results") != std::string::npos;
}

bool worthEntering(const fs::path& folder) {
    const auto name = folder.filename().string();
    return !name.empty() && name.front() != '.' && name != "node_modules";
}

/// Goes through folders level by level, so that what is near is found before the time is over.
class ResultSearch {
public:
    ResultSearch(FoundHere& found, const std::function<bool()>& outOfTime)
        : m_found(found), m_outOfTime(outOfTime) {}

    void below(const fs::path& top) {
        m_folders.push_back(top);
        while (!m_folders.empty() && !m_found.cutShort) {
            const fs::path folder = m_folders.front();
            m_folders.pop_front();
            look(folder);
        }
        std::sort(m_found.results.begin(), m_found.results.end());
    }

private:
    void look(const fs::path& folder) {
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            if (m_outOfTime() || m_found.results.size() >= mostResults) {
                m_found.cutShort = true;
                return;
            }
            take(*entry);
        }
    }
    void take(const fs::directory_entry& entry) {
        std::error_code error;
        const auto status = entry.symlink_status(error);
        if (fs::is_directory(status)) {
            if (worthEntering(entry.path())) m_folders.push_back(entry.path());
        } else if (fs::is_regular_file(status) && entry.path().extension() == ".xml" &&
                   holdsResults(entry.path())) {
            m_found.results.push_back(entry.path().string());
        }
    }

    FoundHere& m_found;
    const std::function<bool()>& m_outOfTime;
    std::deque<fs::path> m_folders;
};

} // namespace

FoundHere findHere(const std::string& folder, const std::function<bool()>& outOfTime) {
    FoundHere found;
    std::error_code error;
    const fs::path here = fs::absolute(folder, error).lexically_normal();
    if (error) return found;
    found.repository = repositoryAbove(here);
    if (!found.repository.empty()) ResultSearch(found, outOfTime).below(found.repository);
    return found;
}

} // namespace shipglass
