// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"

namespace shipglass {

/// The version that this program reads and writes.
int schemaVersion();

/// The version of a history; 0 for an empty file.
int storedVersion(sql::Connection& connection);

/// Brings the history up to schemaVersion() in one transaction; does nothing where it is there already.
void migrate(sql::Connection& connection);

} // namespace shipglass
