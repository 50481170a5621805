// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/sample.h"

#include <QString>

#include <string_view>

namespace shipglass {

/// In one sentence, how a dialect counts a key: what `dialects.cpp` says in code.
QString dialectRule(std::string_view dialect, dora::Key key);

} // namespace shipglass
