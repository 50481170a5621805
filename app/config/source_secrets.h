// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/secrets.h"

#include <map>
#include <mutex>

namespace shipglass {

/// The secrets of one source by where they stand in the file: `auth.token`, `actionAuth.token`,
/// `headers.X-Org`, `proxy`, `tls.key`, `env.NAME`. Safe to ask from one thread while another one resolves.
class SourceSecrets {
public:
    SourceSecrets(const ConfiguredSource& source, SecretDoors doors);

    /// Finds all of them, the first time; with `refused` (an answer of 401) also again what is not from our
    /// own environment. Gives whether anything is other than before. Blocks: see SecretDoors. The error names
    /// the key.
    Result<bool> resolve(bool refused);
    /// The value, in clear or found; "" for a key that the source does not have or before resolve().
    std::string value(std::string_view key) const;
    /// All that must not be seen anywhere: what references led to.
    std::vector<std::string> values() const;
    /// What is better done about where secrets lie.
    std::vector<std::string> warnings() const;

private:
    Result<bool> take(const std::string& key, const SecretReference& reference);

    std::map<std::string, ConfiguredText> m_texts;
    SecretDoors m_doors;
    mutable std::mutex m_mutex;
    std::map<std::string, FoundSecret> m_found;
};

/// Every text of a source that may be a reference, by the same keys.
std::map<std::string, ConfiguredText> secretTexts(const ConfiguredSource& source);

/// One mistake for each secret of an enabled source that is not where the file says. Keychains and commands
/// are asked only when `all`, since both may ask a person.
std::vector<Mistake> missingSecrets(const Config& config, const std::string& file, const SecretDoors& doors,
                                    bool all);

} // namespace shipglass
