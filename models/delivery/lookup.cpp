// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/lookup.h"

#include "delivery/deployments.h"
#include "query/queries.h"

namespace shipglass::delivery {

Result<Row> findRow(Reader& reader, Kind kind, const std::string& source, const std::string& id, Time now,
                    std::optional<Time> asOf) {
    if (kind == Kind::deployment) return findDeployment(reader, source, id, now, asOf);
    if (!asOf) return reader.find(kind, source, id, now);
    const auto read = [&reader](const Selection& selection) { return reader.read(selection); };
    return findAsOf(read, kind, source, id, *asOf);
}

Result<Row> findAsOf(const std::function<Result<std::vector<Row>>(const Selection&)>& read, Kind kind,
                     const std::string& source, const std::string& id, Time asOf) {
    Selection selection;
    selection.kind = kind;
    selection.where = queries::record(source, id);
    selection.asOf = asOf;
    selection.limit = 1;
    selection.withDetails = true;
    auto rows = read(selection);
    if (!rows) return rows.error();
    if (rows->empty()) return Error{Fault::notFound, "It was not known at that time.", 0, {}};
    return std::move(rows->front());
}

} // namespace shipglass::delivery
