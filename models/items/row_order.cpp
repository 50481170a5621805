// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_order.h"

#include <algorithm>
#include <unordered_set>

namespace shipglass {

namespace {

using Ids = std::vector<std::int64_t>;

/// The parts of two orders that are left when their equal beginnings and ends are taken off.
struct Middle {
    Ids::const_iterator oldFirst, oldLast, freshFirst, freshLast;
};

Middle differing(const Ids& old, const Ids& fresh) {
    const auto [oldFirst, freshFirst] = std::mismatch(old.begin(), old.end(), fresh.begin(), fresh.end());
    auto oldLast = old.end();
    auto freshLast = fresh.end();
    while (oldLast != oldFirst && freshLast != freshFirst && *std::prev(oldLast) == *std::prev(freshLast)) {
        --oldLast;
        --freshLast;
    }
    return {oldFirst, oldLast, freshFirst, freshLast};
}

/// Appends to `to` what is in `[first, last)` but not in `known`.
void appendMissing(Ids& to, Ids::const_iterator first, Ids::const_iterator last,
                   const std::unordered_set<std::int64_t>& known) {
    std::copy_if(first, last, std::back_inserter(to), [&](std::int64_t id) { return !known.contains(id); });
}

OrderChange rearranged(const RowIds& old, const RowIds& fresh, const Middle& middle) {
    const std::unordered_set<std::int64_t> before(middle.oldFirst, middle.oldLast);
    const std::unordered_set<std::int64_t> after(middle.freshFirst, middle.freshLast);
    auto grown = std::make_shared<Ids>(*old);
    appendMissing(*grown, middle.freshFirst, middle.freshLast, before);
    auto sorted = std::make_shared<Ids>(*fresh);
    appendMissing(*sorted, middle.oldFirst, middle.oldLast, after);
    return {OrderChange::Step::rearrange, old, fresh, 0, 0, std::move(grown), std::move(sorted)};
}

} // namespace

OrderChange compareOrders(const RowIds& old, const RowIds& fresh) {
    const auto middle = differing(*old, *fresh);
    const auto removed = static_cast<int>(middle.oldLast - middle.oldFirst);
    const auto inserted = static_cast<int>(middle.freshLast - middle.freshFirst);
    const auto first = static_cast<int>(middle.oldFirst - old->begin());
    if (removed == 0 && inserted == 0) return {OrderChange::Step::none, old, fresh, 0, 0, {}, {}};
    if (removed == 0) return {OrderChange::Step::insert, old, fresh, first, inserted, {}, {}};
    if (inserted == 0) return {OrderChange::Step::remove, old, fresh, first, removed, {}, {}};
    return rearranged(old, fresh, middle);
}

RowIds mergeHead(const RowIds& old, const std::vector<std::int64_t>& head, bool whole) {
    auto merged = std::make_shared<Ids>(head);
    if (whole) return merged;
    // What both have lies within the first rows of the old order, so the search stops soon.
    const auto reach = std::min(old->size(), head.size() * 4);
    const auto end = old->begin() + static_cast<std::ptrdiff_t>(reach);
    for (auto id = head.rbegin(); id != head.rend(); ++id) {
        const auto found = std::find(old->begin(), end, *id);
        if (found == end) continue;
        const std::unordered_set<std::int64_t> known(head.begin(), head.end());
        appendMissing(*merged, std::next(found), end, known);
        merged->insert(merged->end(), end, old->end());
        return merged;
    }
    return nullptr;
}

} // namespace shipglass
