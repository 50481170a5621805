// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/registry.h"

#include <algorithm>
#include <array>

namespace shipglass {

// A list by hand: a linker drops objects of a static library that only register themselves.
extern const Connector alertmanagerConnector, buildbotConnector, execConnector, gitConnector, githubConnector,
    gitlabConnector, httpJsonConnector, jenkinsConnector, junitConnector, pagerdutyConnector,
    prometheusConnector;

std::span<const Connector* const> allConnectors() {
    static const std::array all{&alertmanagerConnector, &buildbotConnector,  &execConnector,
                                &gitConnector,          &githubConnector,    &gitlabConnector,
                                &httpJsonConnector,     &jenkinsConnector,   &junitConnector,
                                &pagerdutyConnector,    &prometheusConnector};
    return all;
}

const Connector* findConnector(std::string_view kind) {
    const auto all = allConnectors();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Connector* connector) { return connector->id == kind; });
    return found == all.end() ? nullptr : *found;
}

} // namespace shipglass
