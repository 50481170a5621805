// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>

#include <atomic>

namespace shipglass::sql {

/// Lets SQLite look at the flag every few thousand steps and give up once it is set; null takes that back.
/// The one thing that Qt Sql has no words for.
void watchFlag(const QSqlDatabase& database, const std::atomic<bool>* flag);

} // namespace shipglass::sql
