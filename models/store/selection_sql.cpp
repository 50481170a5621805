// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/selection_sql.h"

namespace shipglass {

void Condition::add(const Condition& more) {
    if (more.sql.empty()) return;
    add(more.sql);
    binds.insert(binds.end(), more.binds.begin(), more.binds.end());
}

Condition spanOf(const Selection& selection) {
    Condition span;
    if (selection.since) span.add(Condition{"r.began >= ?", {epochMs(*selection.since)}});
    if (selection.until) span.add(Condition{"r.began < ?", {epochMs(*selection.until)}});
    if (selection.afterRow != 0)
        span.add(Condition{"(r.began, r.row) < (?, ?)", {selection.afterBegan, selection.afterRow}});
    return span;
}

} // namespace shipglass
