// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <algorithm>

namespace shipglass {

/// Adds a step unless it is where the record already stands. Without a time of the system's own, or with one
/// that lies before what is known, the step happened when the poll saw it.
template <class Status>
void step(History<Status>& history, Status status, std::optional<Time> own, Time now) {
    if (!history.empty() && history.back().status == status) return;
    const bool usable = own && (history.empty() || *own >= history.back().at);
    const Time seen = history.empty() ? now : std::max(now, history.back().at);
    history.push_back(usable ? Moment<Status>{*own, status, false} : Moment<Status>{seen, status, true});
}

/// A system's own history and what was observed before: the system's word goes first, and of steps into the
/// same status one after the other the earliest is kept.
template <class Status> History<Status> joined(const History<Status>& known, const History<Status>& own) {
    History<Status> all = own;
    for (const auto& moment : known) {
        const bool told = std::any_of(own.begin(), own.end(), [&](const auto& other) {
            return other.at == moment.at && (other.status == moment.status || moment.observed);
        });
        if (!told) all.push_back(moment);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    const auto same = [](const auto& a, const auto& b) { return a.status == b.status; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

} // namespace shipglass
