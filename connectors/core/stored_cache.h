// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_cache.h"

#include <memory>
#include <string>

namespace shipglass {

class CacheFile;

/// Bodies of conditional requests in a file that outlives the process: packed, for the owner's eyes only, the
/// longest unused out first. Addresses and accounts are kept as keyed hashes. Several processes may share the
/// file. One that is damaged is replaced; with one that cannot be used it goes on without.
class StoredCache final : public HttpCache {
public:
    static constexpr std::size_t usualLimit = 256U << 20U;

    /// Makes the folder too. `limit` in bytes; an answer that would fill an eighth of it is not kept.
    explicit StoredCache(std::string path, std::size_t limit = usualLimit);
    ~StoredCache() override;

    std::optional<Validators> find(const std::string& key) override;
    std::optional<CachedAnswer> read(const std::string& key, Time now) override;
    void keep(const std::string& key, const CachedAnswer& answer, Time now) override;
    void drop(const std::string& key) override;
    std::string salt() const override { return m_salt; }

private:
    void open();
    void mend();
    /// What `work` makes of the file; with a damaged file or none, what it makes of nothing.
    template <class Work> auto with(Work work);

    std::string m_path, m_salt;
    std::size_t m_limit;
    std::mutex m_mutex;
    std::unique_ptr<CacheFile> m_file; ///< Nothing while it cannot be used.
    int m_mended = 0;
};

} // namespace shipglass
