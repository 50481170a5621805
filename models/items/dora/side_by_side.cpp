// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/side_by_side.h"

#include "insight/dora/dialect.h"

namespace shipglass {

std::vector<DialectAnswer> sideBySide(const DoraStudy& made, const std::function<bool()>& goesOn) {
    std::vector<DialectAnswer> all;
    auto question = made.question();
    question.by.reset();
    for (const auto& dialect : dora::dialects()) {
        if (!goesOn()) break;
        question.dialect = &dialect;
        all.push_back({dialect.name, dora::answer(dora::Study(made.facts(), question))});
    }
    return all;
}

} // namespace shipglass
