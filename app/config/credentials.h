// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/map_reader.h"
#include "config/parse.h"

namespace shipglass {

/// Reads the parts of a source that may hold references to secrets, and refuses secrets in clear.
class CredentialReader {
public:
    CredentialReader(const FileTrust& trust, Mistakes& mistakes) : m_trust(trust), m_mistakes(mistakes) {}

    /// `auth:` or `actionAuth:`. Without `kind` (it is not known) any usual key is taken.
    ConfiguredAuth auth(const YamlPtr& node, const KindInfo* kind) const;
    /// A mistake when the kind needs a credential and none is there.
    void requireAuth(const ConfiguredSource& source, const KindInfo& kind) const;
    std::map<std::string, ConfiguredText> headers(const YamlPtr& node) const;
    std::map<std::string, ConfiguredText> environment(const YamlPtr& node) const;
    ConfiguredText proxy(const YamlPtr& node) const;
    ConfiguredTls tls(const YamlPtr& node) const;

private:
    ConfiguredText read(const YamlPtr& node) const;
    ConfiguredText secretOnly(const YamlPtr& node) const;
    std::map<std::string, ConfiguredText> named(const YamlPtr& node,
                                                bool (*nameFits)(std::string_view)) const;

    const FileTrust& m_trust;
    Mistakes& m_mistakes;
};

/// What to do about a file that programs are not run from.
std::string trustAdvice(const FileTrust& trust);

} // namespace shipglass
