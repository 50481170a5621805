// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/links.h"
#include "insight/dora/remedies.h"
#include "insight/dora/shipping.h"

namespace shipglass::dora {

/// What all keys of one question stand on: the scope's deliveries, and what a dialect's rules make of
/// incidents, rollbacks and hotfixes. The facts must outlive it; windows do not matter yet.
struct Study {
    Study(const Facts& facts, const Question& question);

    const Facts& facts;
    const Question question;
    const Dialect& dialect;
    const Timeline timeline;
    const Remedies remedies;
    const std::vector<Link> incidents;

    const Delivery& delivery(Place place) const { return timeline.deliveries[place]; }
};

} // namespace shipglass::dora
