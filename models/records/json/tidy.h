// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/record.h"

namespace shipglass {

/// Takes away every `finishedAt` that lies before its `startedAt`, of stages and earlier attempts too. What a
/// run or deployment itself said is kept as `attributes.rawFinishedAt`. Reading JSON and CSV does this; so
/// must a connector's records before they are stored.
void dropImpossibleEnds(Record& record);

} // namespace shipglass
