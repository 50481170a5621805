// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_row.h"
#include "models/source_standing.h"

#include <QString>

namespace shipglass {

/// How values are said to a person.
QString phrase(RunStatus status);
QString phrase(DeploymentStatus status);
QString phrase(Tier tier);
QString phrase(Trigger trigger);
QString phrase(Severity severity);
QString phrase(AlertState state);
QString phrase(SourceHealth health);
/// How it is, or what it is where no configuration has it.
QString standing(SourceStanding standing, SourceHealth health);
QString phrase(Facet facet);
QString phrase(TestStatus status);
/// What kind of fault it is, in plain words.
QString phrase(Fault fault);
/// What a person can do about it.
QString remedy(Fault fault);
/// `12.3 KB`.
QString byteCount(std::int64_t bytes);
/// `1 234 567`.
QString grouped(std::int64_t number);

} // namespace shipglass
