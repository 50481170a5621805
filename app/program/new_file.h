// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

namespace shipglass {

/// A file that takes the other's place only when it is whole; `-` is standard output, which is written at
/// once. What cannot be written is thrown as a Failure of the kind `server`.
class NewFile {
public:
    explicit NewFile(std::string path);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    /// Leaves nothing behind that was not finished.
    ~NewFile();

    void writeLine(const std::string& line);
    void finish();

private:
    std::string part() const { return m_path + ".part"; }
    bool isOutput() const { return m_path == "-"; }
    [[noreturn]] void fail() const;

    std::string m_path;
    std::FILE* m_file;
};

} // namespace shipglass
