// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_cache.h"

namespace shipglass {

std::optional<Validators> MemoryCache::find(const std::string& key) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_answers.find(key);
    return found == m_answers.end() ? std::nullopt : std::optional(found->second.validators);
}

std::optional<CachedAnswer> MemoryCache::read(const std::string& key, Time) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_answers.find(key);
    return found == m_answers.end() ? std::nullopt : std::optional(found->second);
}

void MemoryCache::keep(const std::string& key, const CachedAnswer& answer, Time) {
    const std::lock_guard lock(m_mutex);
    m_answers[key] = answer;
}

void MemoryCache::drop(const std::string& key) {
    const std::lock_guard lock(m_mutex);
    m_answers.erase(key);
}

} // namespace shipglass
