// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery_maker.h"
#include "postgres.h"

#include "insight/dora/answer.h"

#include <optional>
#include <string>

namespace shipglass::bench {

/// The deliveries of a maker in tables of a database, with the indexes that the question below wants.
void loadDeliveries(Postgres& database, const DeliveryMaker& maker);

/// The five keys of dora.dev by month in SQL: how long it takes (the client and its start are not counted),
/// and what differs from our answer, in plain words; empty where every figure of every month is the same.
struct SqlAnswer {
    double millis = 0;
    std::string difference;
};
SqlAnswer askInSql(Postgres& database, const dora::Answer& ours, dora::Window window);

} // namespace shipglass::bench
