// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/change.h"
#include "records/deployment.h"
#include "records/error.h"

#include <optional>

namespace shipglass::delivery {

/// Between which commits somebody was asked what a deployment newly shipped, and what the answer was. Kept as
/// the attribute `compared` of the record that the deployment is made of, beside what the record itself says.
struct Compared {
    std::string from, to;
    std::string by; ///< The source that was asked last; empty where nobody had to be.
    Time at{};
    MaybeList<ChangeCommit> commits;  ///< Nothing where there was no answer.
    Fault fault = Fault::unsupported; ///< Why there was none.
    std::string message;

    bool operator==(const Compared&) const = default;
};
std::optional<Compared> comparedOf(const Attributes& attributes);
void keepCompared(Attributes& attributes, const Compared& compared);

/// The commits that an answer lists, by name.
std::vector<RepositoryCommit> shipped(const Compared& answered, const std::string& repository);

} // namespace shipglass::delivery
