// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"

#include <memory>
#include <string>

namespace shipglass {

/// A share in the history's file, held while it is open; what needs the file to oneself asks for all of it.
class FileShare {
public:
    explicit FileShare(const std::string& path);
    ~FileShare();
    FileShare(const FileShare&) = delete;
    FileShare& operator=(const FileShare&) = delete;
    /// True when nobody else has the file open; then nobody can open it until shareAgain().
    bool takeAll();
    void shareAgain();

private:
    int m_descriptor = -1;
};

/// An open history: the share goes last.
struct HistoryFile {
    std::string path;
    std::unique_ptr<FileShare> share;
    std::unique_ptr<sql::Connection> connection;
};

/// Opens for writing, creating and migrating where needed. A damaged file is renamed with the time in its
/// name, and `notice` says so. Failures are thrown.
HistoryFile openForWriting(const std::string& path, std::string* notice);
/// Opens for reading, also where nothing may be written, as on a read-only medium. Failures are thrown.
HistoryFile openForReading(const std::string& path);

/// Notes that a damage was met, so that the next start looks at the whole file.
void noteDamage(const std::string& path);

} // namespace shipglass
