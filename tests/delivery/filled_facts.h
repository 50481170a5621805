// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/facts_filler.h"
#include "records.h"

namespace shipglass::testing {

/// The facts of these records, of which those of one kind come newest first.
inline dora::Facts filled(const std::vector<Record>& records, const delivery::Rules& rules = {}) {
    delivery::FactsFiller filler(rules);
    for (const Record& record : records) filler.add(rowOf(record, rules.services));
    return filler.finish();
}

inline std::string text(const dora::Facts& facts, dora::Name name) { return std::string(facts.names[name]); }

/// The ids of a table, in its order.
template <class T> std::string ids(const dora::Facts& facts, const std::vector<T>& table) {
    std::string all;
    for (const T& row : table) all += (all.empty() ? "" : " ") + text(facts, row.id);
    return all;
}

inline std::string shas(const dora::Facts& facts, const dora::CommitList& list) {
    std::string all;
    for (const dora::Row row : facts.commitsIn(list))
        all += (all.empty() ? "" : " ") + text(facts, facts.commits[row].sha);
    return all;
}

} // namespace shipglass::testing
