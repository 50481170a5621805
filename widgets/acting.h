// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands.h"

class QWidget;

namespace shipglass {

/// Does what a person wants done with a record and says what came of it. Where the configuration does not
/// allow it, offers to write the line, and does it then. `asker` owns the question; `said` is not called
/// after its end.
void act(QWidget* asker, Commands& commands, const ActionWish& wish,
         std::function<void(const QString&)> said);

} // namespace shipglass
