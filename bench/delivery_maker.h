// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

#include <vector>

namespace shipglass::bench {

/// Makes what a company of 50 services delivers in three years, newest first: as many deployments to
/// production as changes, each of one change with two commits, and incidents. One deployment in twenty fails,
/// one in fifty brings back an older version, one change in fifty is a hotfix or a revert; an incident comes
/// within hours of a deployment. The same numbers give the same records.
class DeliveryMaker {
public:
    DeliveryMaker(std::size_t deployments, std::size_t incidents);

    std::size_t deployments() const { return m_deployments; }
    std::size_t incidents() const { return m_incidents; }
    /// The records of a kind with these numbers, of which 0 is the newest.
    std::vector<Record> make(Kind kind, std::size_t begin, std::size_t count) const;

private:
    Deployment deployment(std::size_t number) const;
    Change change(std::size_t number) const;
    Alert incident(std::size_t number) const;
    Time finishedAt(std::size_t number) const;

    std::size_t m_deployments, m_incidents;
};

} // namespace shipglass::bench
