// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/links.h"
#include "insight/dora/mentioned.h"

namespace shipglass::dora {

/// The links of `LinkRules::ours`, incident by incident.
class OurLinks {
public:
    OurLinks(const Facts& facts, const Timeline& timeline, const Question& question);
    Link of(Row incident) const;

private:
    void readMentions();
    bool said(Row row, Link& link) const;
    Place best(const Mentioned& mentioned, std::uint32_t value, const IncidentRow& incident) const;
    Place soonBefore(const IncidentRow& incident) const;
    Place latestIn(const IncidentRow& incident) const;

    const Facts& m_facts;
    const Timeline& m_timeline;
    const Question& m_question;
    Mentioned m_commits, m_versions;
    std::vector<const Correction*> m_said; ///< By incident; empty without an overlay.
};

} // namespace shipglass::dora
