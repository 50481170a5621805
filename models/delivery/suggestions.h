// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

namespace shipglass::delivery {

/// A service that the configuration could have: what it would hold, where its deployments would come from,
/// and a sentence that says why.
struct SuggestedService {
    ServiceRule rule;
    std::string why;
    std::int64_t records = 0; ///< That would be its own, of those that were read.

    bool operator==(const SuggestedService&) const = default;
};

/// How many of the newest records of each kind are read.
constexpr std::size_t mostSeen = 5000;

/// Groups the newest records that belong to none of the reader's services: by repository; without one,
/// deployments by the service that their system names, and all by their project. Runs that name neither go by
/// their pipeline, unless another group has one of that name. Those of a repository come
/// first, then the largest. What names none of these cannot be claimed by a service and is passed over.
Result<std::vector<SuggestedService>> suggestServices(Reader& reader, Time now);

} // namespace shipglass::delivery
