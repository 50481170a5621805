// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/bands.h"
#include "insight/dora/lead_stages.h"
#include "models/dora/study.h"

namespace shipglass {

/// All that the page shows of a wish but single rows. Times are as in the insight layer.
struct DoraFindings {
    DoraWish wish;
    DoraAsked asked;
    dora::Calendar calendar;
    dora::Answer answer;
    std::optional<dora::Answer> other; ///< What it is held against, over `otherWindow`.
    dora::Window otherWindow;
    std::array<dora::Figure, dora::kStages> stages;
    std::array<dora::Comparison, dora::kKeys> performers;
    std::vector<std::string> services, teams; ///< Whose figures can be asked for.
    std::vector<std::string> warnings;        ///< Of the corrections by hand.
    std::vector<std::string> unread;          ///< Sources that were out of date.
    std::vector<std::string> environments;    ///< All that deployments were made to, of any service.
    std::size_t deployments = 0;              ///< All that are known, of any service and environment.
    Time readAt{};
    std::string problem; ///< Why there is no answer; empty when there is one.
    /// What the answer was worked out from, for all else that is to be seen of it; null without one.
    std::shared_ptr<const DoraStudy> made;

    const dora::KeyAnswer& of(dora::Key key) const { return answer[static_cast<std::size_t>(key)]; }
    const dora::KeyAnswer* otherOf(dora::Key key) const {
        return other ? &(*other)[static_cast<std::size_t>(key)] : nullptr;
    }
};
DoraFindings findingsOf(const DoraCase& asked);

/// What a figure is beside another one.
enum class DoraChange : std::uint8_t { unknown, same, better, worse };
/// Nothing is unclear about a frequency, which is counted. Others are while the intervals of both overlap:
/// the difference may be chance.
struct DoraDifference {
    DoraChange change = DoraChange::unknown;
    double by = 0; ///< This value less the other, in the key's unit.
    bool rises = false, unclear = false;
};
DoraDifference difference(dora::Key key, const dora::Figure& figure, const dora::Figure& other);

} // namespace shipglass
