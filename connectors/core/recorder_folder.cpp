// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/recorder_folder.h"

#include "net/descriptor.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>

namespace shipglass {

namespace {

using nlohmann::json;

/// A source's name as that of a folder, which it cannot leave.
std::string folderName(std::string source) {
    for (char& letter : source)
        if (letter == '/' || static_cast<unsigned char>(letter) < ' ') letter = '_';
    return source.empty() || source.front() == '.' ? "_" + source : source;
}

std::string textOf(const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace); }

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Beside it first and then in its place, so that nobody ever sees half of it.
bool replaceFile(const std::string& path, const std::string& text) {
    const std::string beside = path + ".part";
    ::unlink(beside.c_str());
    Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return file.open() && writeAll(file.get(), text) && std::rename(beside.c_str(), path.c_str()) == 0;
}

void makeFolder(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::create_directories(path, ignored))
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, ignored);
}

} // namespace

RecorderFolder::RecorderFolder(const std::string& parent, const std::string& source, std::size_t limit)
    : m_path(parent + "/" + folderName(source)), m_limit(limit) {}

void RecorderFolder::writeSettings(const json& settings) {
    makeFolder(m_path);
    write("settings.json", textOf(settings) + "\n");
    if (m_exchanges.empty()) write("exchange.json", "[]\n");
}

void RecorderFolder::add(const json& exchange) {
    if (m_full) return;
    const std::string text = (m_exchanges.empty() ? "" : ",\n") + textOf(exchange);
    m_full = m_exchanges.size() + text.size() > m_limit;
    if (m_full) {
        m_complaint = m_path + " is full; what comes now is not recorded";
        return;
    }
    m_exchanges += text;
    write("exchange.json", "[\n" + m_exchanges + "\n]\n");
}

void RecorderFolder::write(const std::string& name, const std::string& text) {
    if (!replaceFile(m_path + "/" + name, text) && m_complaint.empty())
        m_complaint = m_path + "/" + name + " cannot be written: " + std::strerror(errno);
}

} // namespace shipglass
