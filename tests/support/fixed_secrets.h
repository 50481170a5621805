// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/secrets.h"

#include <map>

namespace shipglass {

/// Secrets that are given as they are.
class FixedSecrets : public Secrets {
public:
    FixedSecrets() = default;
    explicit FixedSecrets(std::map<std::string, std::string, std::less<>> secrets)
        : m_secrets(std::move(secrets)) {}

    std::string secret(std::string_view key) const override {
        const auto found = m_secrets.find(key);
        return found == m_secrets.end() ? std::string() : found->second;
    }
    std::vector<std::string> values() const override {
        std::vector<std::string> values;
        for (const auto& [key, value] : m_secrets)
            if (!key.ends_with(".user")) values.push_back(value);
        return values;
    }

protected:
    std::map<std::string, std::string, std::less<>> m_secrets;
};

} // namespace shipglass
