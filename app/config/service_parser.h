// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/map_reader.h"
#include "query/services.h"

namespace shipglass {

/// Reads `services:`, which say what belongs together.
class ServiceParser {
public:
    explicit ServiceParser(Mistakes& mistakes) : m_mistakes(mistakes) {}

    ServiceRules list(const YamlPtr& node);

private:
    ServiceRule service(const YamlPtr& node);
    void name(MapReader& map, ServiceRule& rule, Place place);
    void deployments(const YamlPtr& node, ServiceRule& rule);
    void origin(MapReader& map, ServiceRule& rule);
    void incidents(const YamlPtr& node, ServiceRule& rule);

    Mistakes& m_mistakes;
    std::map<std::string, int> m_names; ///< Line by name.
};

} // namespace shipglass
