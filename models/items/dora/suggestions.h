// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/correction.h"
#include "models/dora/evidence_reading.h"
#include "records/record.h"

namespace shipglass {

/// A correction by hand that a person may want to write, as the lines of the overlay file.
struct SuggestedCorrection {
    dora::Says says{};
    std::string deployment; ///< `SOURCE/ID` of the deployment that is said to have caused it.
    std::string lines;
};
/// What can be said of a row; nothing for changes and commits.
std::vector<SuggestedCorrection> correctionsOf(const EvidenceRow& row);

/// Which record a row of evidence stands for; deployments are those of every origin.
struct RecordPlace {
    Kind kind{};
    std::string source, id;
};
/// A commit has no record: the deployment that it is held against stands for it. Nothing where no record is
/// known.
std::optional<RecordPlace> recordOf(const EvidenceRow& row);

} // namespace shipglass
