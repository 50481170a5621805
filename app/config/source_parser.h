// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/credentials.h"

namespace shipglass {

/// Reads the items of `sources:`.
class SourceParser {
public:
    SourceParser(const KindList& kinds, const FileTrust& trust, Mistakes& mistakes)
        : m_kinds(kinds), m_trust(trust), m_mistakes(mistakes), m_credentials(trust, mistakes) {}

    std::vector<ConfiguredSource> list(const YamlPtr& node);

private:
    ConfiguredSource source(const YamlPtr& node);
    void name(MapReader& map, ConfiguredSource& source);
    const KindInfo* kind(MapReader& map, ConfiguredSource& source);
    void address(MapReader& map, ConfiguredSource& source, const KindInfo* kind);
    void credentials(MapReader& map, ConfiguredSource& source, const KindInfo* kind);
    void schedule(MapReader& map, ConfiguredSource& source);
    void limits(MapReader& map, ConfiguredSource& source);
    void actions(MapReader& map, ConfiguredSource& source);
    void ownKeys(MapReader& map, ConfiguredSource& source, const KindInfo& kind);

    const KindList& m_kinds;
    const FileTrust& m_trust;
    Mistakes& m_mistakes;
    CredentialReader m_credentials;
    std::map<std::string, int> m_names; ///< Line by name.
};

} // namespace shipglass
