// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/facts_keeper.h"
#include "models/dora/wish.h"
#include "report/dora.h"

namespace shipglass {

/// A wish on some terms about some facts, at a moment: all that an answer needs, to be worked out on any
/// thread.
struct DoraCase {
    std::shared_ptr<const HeldFacts> held;
    delivery::Terms terms;
    DoraWish wish;
    dora::Ms now = 0;

    const dora::Facts& facts() const { return held->facts; }
};

/// The question that a case comes to, and what is to be said of the corrections by hand. Reads their file. A
/// scope that is not there any more, and an empty window, are thrown as a Failure of Fault::config.
struct MadeQuestion {
    dora::Question question;
    std::vector<std::string> warnings;
};
MadeQuestion makeQuestion(const DoraCase& asked);

/// The same question about what it is held against; only where that is something.
dora::Question otherQuestion(const DoraCase& asked, const dora::Question& question);

/// What is said beside an answer that is written down.
DoraAsked askedOf(const DoraCase& asked, const dora::Question& question);

} // namespace shipglass
