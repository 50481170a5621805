// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/figure.h"

namespace shipglass::dora {

// The words that each tool has for a figure, "" where it has none. Frequencies have theirs in
// `Frequency::level`, except GitLab's, which needs nothing but the value.

std::string_view devlakeLevel2023(Key, const Figure&);
std::string_view devlakeLevel2021(Key, const Figure&);
std::string_view fourKeysLevel(Key, const Figure&);
std::string_view gitlabLevel(Key, const Figure&);
std::string_view middlewareLevel(Key, const Figure&);
std::string_view metrikLevel(Key, const Figure&);
std::string_view noLevel(Key, const Figure&);

} // namespace shipglass::dora
