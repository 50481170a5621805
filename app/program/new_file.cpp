// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/new_file.h"

#include "records/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace shipglass {

NewFile::NewFile(std::string path)
    : m_path(std::move(path)), m_file(isOutput() ? stdout : std::fopen(part().c_str(), "w")) {
    if (!m_file) fail();
}

NewFile::~NewFile() {
    if (!m_file || isOutput()) return;
    std::fclose(m_file);
    std::remove(part().c_str());
}

void NewFile::fail() const {
    const int number = errno;
    const std::string name = isOutput() ? "standard output" : m_path;
    throw Failure(Fault::server, name + " cannot be written: " + std::strerror(number));
}

void NewFile::writeLine(const std::string& line) {
    if (std::fputs((line + "\n").c_str(), m_file) < 0) fail();
}

void NewFile::finish() {
    if (std::fflush(m_file) != 0) fail();
    if (isOutput()) return;
    std::error_code error;
    std::filesystem::rename(part(), m_path, error);
    errno = error.value();
    if (error) fail();
    std::fclose(m_file);
    m_file = nullptr;
}

} // namespace shipglass
