// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/shipping.h"

namespace shipglass::dora {

/// A deployment that put right an earlier one, and the rule that says so.
struct Remedy {
    Place place = kNone;
    Place failed = kNone; ///< The deployment it put right; `kNone` when none was there before.
    Rule rule = Rule::none;
};

/// Which rules find remedies. `ours`: rollbacks (said so, or a redeploy of an earlier version), unplanned
/// deployments, hotfix marks, and corrections by hand. `datadog`: redeploys, reverts of known changes, hotfix
/// marks.
enum class RemedyRules : std::uint8_t { none, ours, datadog };

/// The remedies among the successes of a timeline.
///
/// A redeploy of a version that is not the one just before it goes back to that version; what failed is the
/// first deployment after the one it goes back to. A hotfix puts right the deployment just before it, and so
/// does a rollback that goes back to nothing known.
class Remedies {
public:
    Remedies() = default;
    Remedies(const Facts& facts, const Timeline& timeline, const Overlay& overlay, RemedyRules rules);

    const std::vector<Remedy>& all() const { return m_all; }
    /// The first remedy of a failed deployment, or null.
    const Remedy* of(Place failed) const;

private:
    std::vector<Remedy> m_all;
    std::vector<std::uint32_t> m_firstOf; ///< By place: an index in `m_all`.
};

} // namespace shipglass::dora
