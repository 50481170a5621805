// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>

namespace shipglass::testing {

/// The first value that SQLite itself gives for a statement, past all of our code.
inline std::string rawAnswer(const std::string& path, const std::string& sql) {
    sqlite3* file = nullptr;
    std::string answer;
    const auto take = [](void* to, int count, char** values, char**) {
        auto& text = *static_cast<std::string*>(to);
        if (count > 0 && values[0] && text.empty()) text = values[0];
        return 0;
    };
    const bool ok = sqlite3_open(path.c_str(), &file) == SQLITE_OK &&
                    sqlite3_exec(file, sql.c_str(), take, &answer, nullptr) == SQLITE_OK;
    const std::string error = ok ? "" : sqlite3_errmsg(file);
    sqlite3_close(file);
    if (!ok) throw std::runtime_error(error);
    return answer;
}

/// True when SQLite finds the file and the text index whole.
inline bool isWhole(const std::string& path) {
    rawAnswer(path, "INSERT INTO run_text (run_text, rank) VALUES ('integrity-check', 1)");
    return rawAnswer(path, "PRAGMA integrity_check") == "ok";
}

} // namespace shipglass::testing
