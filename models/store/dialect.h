// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace shipglass {

/// What the engines of a history say differently.
struct Dialect {
    std::string nowMs; ///< The engine's own time, an expression in epoch milliseconds.
};

/// SQLite 3.40 has no `unixepoch('subsec')`; a Julian day begins at noon.
inline const Dialect sqliteDialect{"CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"};

} // namespace shipglass
