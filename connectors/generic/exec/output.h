// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/batch.h"
#include "records/error.h"

#include <optional>
#include <string_view>
#include <vector>

namespace shipglass::exec {

/// What one batch or error line asks for: to hand the batch over, or to say why its scope could not be read.
struct Step {
    Batch batch;
    std::optional<Error> error;
};

/// What the program said, up to the first line that is not of the protocol.
struct Said {
    std::vector<Step> steps;
    std::optional<Error> fault;
};

/// Reads the program's output line by line. Records wait until a batch line closes them; those that none
/// closed are dropped. Never throws.
Said readOutput(std::string_view output);

} // namespace shipglass::exec
