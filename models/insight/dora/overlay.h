// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/sample.h"

#include <vector>

namespace shipglass::dora {

/// What a person says about one row. `causedBy` and `notCaused` are about an incident, the others about a
/// deployment.
enum class Says : std::uint8_t { causedBy, notCaused, rollback, noRollback, hotfix, noHotfix };

/// One line of the overlay, its texts already looked up.
struct Correction {
    Says says = Says::causedBy;
    Row row = kNone;
    Row deployment = kNone; ///< For `causedBy`.
};

/// Corrections by hand. They are an input beside the facts and never change them; of two about the same thing
/// the later one holds. Only the dialect `dora.dev` listens to them: other tools do not know them.
using Overlay = std::vector<Correction>;

} // namespace shipglass::dora
