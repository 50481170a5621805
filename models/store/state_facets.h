// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/batch.h"
#include "store/record_writer.h"

#include <set>
#include <vector>

namespace shipglass {

/// Gives alerts whose key has an open episode the id of that episode, so that a changed start opens no second
/// one.
void joinOpenEpisodes(sql::Connection& connection, std::int64_t source, std::vector<Record>& records);

/// What a whole batch of a state facet tells of the records it does not hold.
struct WholeBatch {
    Kind kind = Kind::alert;
    std::int64_t source = 0, scope = 0;
    std::int64_t pollId = 0;
    bool authoritative = false;
    std::set<std::int64_t> rows; ///< The rows of what it holds.
};

/// Closes what was missing from whole batches of the scope for two polls and 90 s, or at once where the
/// system itself says that it has ended; notes the first miss of the rest.
void closeMissing(sql::Connection& connection, RecordWriter& writer, Names& names, const WholeBatch& batch,
                  Time now, std::int64_t seq);

} // namespace shipglass
