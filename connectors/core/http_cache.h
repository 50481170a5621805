// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "records/time.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace shipglass {

/// What a server wants to hear again to answer 304, and how large the kept body is.
struct Validators {
    std::string etag, lastModified;
    std::size_t size = 0; ///< Bytes of the body.
};

/// An answer worth keeping.
struct CachedAnswer {
    Validators validators;
    Pairs headers; ///< Those a connector may read; never cookies.
    std::string body;
};

/// Bodies of conditional requests, kept between polls and processes. Losing any of it costs requests only, so
/// nothing here fails: what cannot be read is not there. May be called on any thread.
class HttpCache {
public:
    virtual ~HttpCache() = default;
    /// `key` stands for method, address, Accept and credential.
    virtual std::optional<Validators> find(const std::string& key) = 0;
    virtual std::optional<CachedAnswer> read(const std::string& key, Time now) = 0;
    virtual void keep(const std::string& key, const CachedAnswer& answer, Time now) = 0;
    virtual void drop(const std::string& key) = 0;
    /// Random bytes that hashes of credentials are keyed with, the same in every process. Such hashes are
    /// stored, this is not stored with them.
    virtual std::string salt() const = 0;
};

/// A cache that ends with the process; what tests use, and the program when nothing may be taken from an
/// earlier one.
class MemoryCache final : public HttpCache {
public:
    explicit MemoryCache(std::string salt = "salt") : m_salt(std::move(salt)) {}
    std::optional<Validators> find(const std::string& key) override;
    std::optional<CachedAnswer> read(const std::string& key, Time now) override;
    void keep(const std::string& key, const CachedAnswer& answer, Time now) override;
    void drop(const std::string& key) override;
    std::string salt() const override { return m_salt; }

private:
    std::string m_salt;
    std::mutex m_mutex;
    std::map<std::string, CachedAnswer> m_answers;
};

} // namespace shipglass
