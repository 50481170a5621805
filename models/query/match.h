// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "query/services.h"
#include "records/record.h"

namespace shipglass::query {

/// What a match needs besides the record: the time of day, the services, and whether the record's scope is
/// stale.
struct Context {
    Time now{};
    const ServiceRules* services = nullptr;
    bool stale = false;
};

/// True when the record satisfies every term.
bool matches(const Query& query, const Record& record, const Context& context);

/// Checks that every field is one that records of this kind have; names the nearest one otherwise
/// (Fault::config).
Result<Done> check(const Query& query, Kind kind);

/// The names of the fields that a kind of record can be asked for, in the order of the record.
std::vector<std::string> fieldNames(Kind kind);

} // namespace shipglass::query
