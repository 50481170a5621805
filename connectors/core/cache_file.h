// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_cache.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace shipglass {

/// The SQLite file below a StoredCache: rows of packed bytes by opaque keys, never over a limit. Several
/// processes may have it open; a call waits for them for a moment only. Nothing throws: what SQLite refuses
/// is not there or not kept. For one thread at a time.
class CacheFile {
public:
    /// A kept answer: the body is packed, `validators.size` is what it unpacks to.
    struct Row {
        Validators validators;
        std::string headers, packed;
    };

    /// Opens or makes the file, readable for its owner only, of at most `limit` bytes.
    CacheFile(const std::string& path, std::size_t limit);
    CacheFile(const CacheFile&) = delete;
    CacheFile& operator=(const CacheFile&) = delete;
    ~CacheFile();

    bool usable() const { return m_usable && !m_damaged; }
    /// Found out by any call, also while it is opened.
    bool damaged() const { return m_damaged; }
    /// Deletes the file and what SQLite keeps beside it, unless another process has put a new one in its
    /// place.
    void remove() const;

    /// The salt in the file, which is `fresh` when it had none; "" when it cannot be told.
    std::string salt(const std::string& fresh);
    std::optional<Validators> find(std::string_view key);
    std::optional<Row> read(std::string_view key, Time now);
    void keep(std::string_view key, const Row& row, Time now);
    void drop(std::string_view key);

private:
    enum Statement {
        begin,
        commit,
        rollBack,
        readSalt,
        addSalt,
        findRow,
        readRow,
        useRow,
        addRow,
        dropRow,
        dropOldest,
        countPages,
        countFree,
        statements
    };
    class Query;

    void prepare();
    bool step(Statement statement);
    bool note(int code);
    std::size_t usedBytes();
    void makeRoom(std::size_t bytes);

    sqlite3* m_database = nullptr;
    std::array<sqlite3_stmt*, statements> m_statements{};
    std::string m_path;
    std::size_t m_limit;
    std::uint64_t m_number = 0; ///< The file's own, whatever its name.
    bool m_usable = false, m_damaged = false;
};

} // namespace shipglass
