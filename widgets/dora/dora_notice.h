// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"
#include "widgets/time_style.h"

#include <QStringList>

namespace shipglass {

/// What a person should know before trusting the figures, a sentence each: that they are not up to date, that
/// sources could not be read, corrections that do not hold, production that is called otherwise.
QStringList noticesOf(const DoraFindings& findings, const delivery::Terms& terms, bool isBehind,
                      const TimeStyle& times);

} // namespace shipglass
