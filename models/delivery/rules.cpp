// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/rules.h"

#include "query/fold.h"

#include <algorithm>

namespace shipglass::delivery {

bool fitsAny(const std::vector<std::string>& globs, std::string_view text) {
    return !text.empty() && std::any_of(globs.begin(), globs.end(),
                                        [&](const auto& glob) { return query::globFolded(glob, text); });
}

} // namespace shipglass::delivery
