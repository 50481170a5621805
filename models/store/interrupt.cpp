// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/interrupt.h"

#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

#include <cstring>

namespace shipglass::sql {

namespace {

constexpr int stepsBetweenLooks = 2000;

int isSet(void* flag) {
    return static_cast<const std::atomic<bool>*>(flag)->load(std::memory_order_relaxed) ? 1 : 0;
}

sqlite3* handleOf(const QSqlDatabase& database) {
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0) return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

} // namespace

void watchFlag(const QSqlDatabase& database, const std::atomic<bool>* flag) {
    sqlite3* const handle = handleOf(database);
    if (!handle) return;
    sqlite3_progress_handler(handle, flag ? stepsBetweenLooks : 0, flag ? isSet : nullptr,
                             const_cast<std::atomic<bool>*>(flag));
}

} // namespace shipglass::sql
