// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/facts.h"
#include "insight/dora/overlay.h"

#include <optional>
#include <string>
#include <vector>

namespace shipglass::delivery {

/// One correction by hand as it is written: about an incident or about a deployment, both `SOURCE/ID`.
/// `where` says where it stands, for what is said about it.
struct WrittenCorrection {
    std::string where;
    std::string incident; ///< Also `SOURCE/KEY`, where the key had one episode only.
    std::string causedBy; ///< A deployment, or `none`.
    std::string deployment;
    std::optional<bool> rollback, hotfix;

    bool operator==(const WrittenCorrection&) const = default;
};
inline constexpr std::string_view kNoDeployment = "none";

/// The lines that say a correction in an overlay file, ready to be pasted.
std::string overlayLines(const WrittenCorrection& correction);

/// Corrections with their rows looked up. What names nothing in the facts, or several incidents, is left out
/// and said in `warnings`, one line each.
struct LookedUp {
    dora::Overlay overlay;
    std::vector<std::string> warnings;
};
LookedUp lookUp(const std::vector<WrittenCorrection>& written, const dora::Facts& facts);

} // namespace shipglass::delivery
