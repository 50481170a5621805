// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/services.h"

#include <string>
#include <vector>

namespace shipglass::delivery {

/// What marks a deployment or change as a hotfix: globs, without case.
struct HotfixRules {
    std::vector<std::string> branches, labels, titles;
};

/// What the configuration says of how records become rows.
struct Rules {
    ServiceRules services;
    HotfixRules hotfix;
};

/// True when a text fits one of the globs; an empty text fits none.
bool fitsAny(const std::vector<std::string>& globs, std::string_view text);

} // namespace shipglass::delivery
