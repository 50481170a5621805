// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lookup.h"

#include "query/queries.h"

namespace shipglass {

Result<Row> findRow(Reader& reader, Kind kind, const std::string& source, const std::string& id, Time now,
                    std::optional<Time> asOf) {
    if (!asOf) return reader.find(kind, source, id, now);
    Selection selection;
    selection.kind = kind;
    selection.where = queries::record(source, id);
    selection.asOf = asOf;
    selection.limit = 1;
    selection.withDetails = true;
    selection.now = now;
    auto rows = reader.read(selection);
    if (!rows) return rows.error();
    if (rows->empty()) return Error{Fault::notFound, "It was not known at that time.", 0, {}};
    return std::move(rows->front());
}

} // namespace shipglass
