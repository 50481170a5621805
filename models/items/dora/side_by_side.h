// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/study.h"

namespace shipglass {

/// What one dialect makes of the facts.
struct DialectAnswer {
    std::string_view dialect;
    dora::Answer answer;
};

/// Every dialect's answer from the same facts, over the same window and scope. `goesOn` is asked before each;
/// when it says no, those so far are answered.
std::vector<DialectAnswer> sideBySide(const DoraStudy& made, const std::function<bool()>& goesOn);

} // namespace shipglass
