// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stored_cache.h"

#include "net/auth.h"
#include "net/cache_file.h"

#include <openssl/rand.h>
#include <zlib.h>

#include <array>
#include <filesystem>

namespace shipglass {

namespace {

/// A file that breaks again and again is left alone for the rest of the process.
constexpr int mostMendings = 3;

std::string randomSalt() {
    std::array<unsigned char, 32> bytes{};
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    return {bytes.begin(), bytes.end()};
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (folder.empty() || !std::filesystem::create_directories(folder, ignored)) return;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
}

/// The poll thread waits for this: speed before size.
std::string packed(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string bytes(size, '\0');
    const int done = compress2(reinterpret_cast<Bytef*>(bytes.data()), &size,
                               reinterpret_cast<const Bytef*>(text.data()), text.size(), Z_BEST_SPEED);
    bytes.resize(done == Z_OK ? size : 0);
    return bytes;
}

std::optional<std::string> unpacked(const std::string& bytes, std::size_t size) {
    // No packed byte stands for more than 1032: a size beyond that was not written by us.
    if (size > bytes.size() * 1032) return std::nullopt;
    std::string text(size, '\0');
    uLongf got = size;
    const int done = uncompress(reinterpret_cast<Bytef*>(text.data()), &got,
                                reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    return done == Z_OK && got == size ? std::optional(std::move(text)) : std::nullopt;
}

std::string headLines(const Pairs& headers) {
    std::string lines;
    for (const auto& [name, value] : headers)
        if (value.find('\n') == std::string::npos) lines += name + ":" + value + "\n";
    return lines;
}

Pairs headersOf(std::string_view lines) {
    Pairs headers;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        if (const auto colon = line.find(':'); colon != std::string_view::npos)
            headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return headers;
}

} // namespace

StoredCache::StoredCache(std::string path, std::size_t limit)
    : m_path(std::move(path)), m_salt(randomSalt()), m_limit(limit) {
    makeFolder(std::filesystem::path(m_path).parent_path());
    open();
    if (!m_file) return;
    const std::string kept = m_file->salt(m_salt);
    if (!kept.empty()) m_salt = kept;
    mend();
}

StoredCache::~StoredCache() = default;

void StoredCache::open() {
    m_file = std::make_unique<CacheFile>(m_path, m_limit);
    mend();
}

/// Puts a new file in the place of a damaged one; lets go of one that cannot be used.
void StoredCache::mend() {
    while (m_file && !m_file->usable()) {
        const auto broken = std::move(m_file);
        if (!broken->damaged() || ++m_mended > mostMendings) return;
        broken->remove();
        m_file = std::make_unique<CacheFile>(m_path, m_limit);
        if (m_file->usable()) m_file->salt(m_salt);
    }
}

template <class Work> auto StoredCache::with(Work work) {
    const std::lock_guard lock(m_mutex);
    decltype(work(*m_file)) made{};
    if (!m_file) return made;
    made = work(*m_file);
    mend();
    return made;
}

std::optional<Validators> StoredCache::find(const std::string& key) {
    return with([id = keyedHash(m_salt, key)](CacheFile& file) { return file.find(id); });
}

std::optional<CachedAnswer> StoredCache::read(const std::string& key, Time now) {
    auto row = with([id = keyedHash(m_salt, key), now](CacheFile& file) { return file.read(id, now); });
    if (!row) return std::nullopt;
    auto body = unpacked(row->packed, row->validators.size);
    if (!body) {
        drop(key);
        return std::nullopt;
    }
    return CachedAnswer{row->validators, headersOf(row->headers), std::move(*body)};
}

void StoredCache::keep(const std::string& key, const CachedAnswer& answer, Time now) {
    CacheFile::Row row{answer.validators, headLines(answer.headers), packed(answer.body)};
    row.validators.size = answer.body.size();
    if (row.packed.empty() || row.packed.size() + row.headers.size() > m_limit / 8) return drop(key);
    with([id = keyedHash(m_salt, key), &row, now](CacheFile& file) {
        file.keep(id, row, now);
        return true;
    });
}

void StoredCache::drop(const std::string& key) {
    with([id = keyedHash(m_salt, key)](CacheFile& file) {
        file.drop(id);
        return true;
    });
}

} // namespace shipglass
