// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/study.h"
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

/// What everything that is shown of a case is worked out from, once. Reads the file of corrections. A scope
/// that is not there any more, and an empty window, are thrown as a Failure of Fault::config.
class DoraStudy {
public:
    explicit DoraStudy(DoraCase asked);

    const DoraCase& asked() const { return m_asked; }
    const dora::Facts& facts() const { return m_asked.facts(); }
    const dora::Question& question() const { return m_study.question; }
    const dora::Study& study() const { return m_study; }
    /// What is to be said of the corrections by hand.
    const std::vector<std::string>& warnings() const { return m_warnings; }

private:
    DoraCase m_asked;
    std::vector<std::string> m_warnings;
    dora::Study m_study;
};

/// The same question about what it is held against; only where that is something.
dora::Question otherQuestion(const DoraStudy& made);

/// What is said beside an answer that is written down.
DoraAsked askedOf(const DoraStudy& made);

} // namespace shipglass
