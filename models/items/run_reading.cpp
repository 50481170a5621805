// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_reading.h"

namespace shipglass::run_reading {

namespace {

std::vector<RunRow> withRecent(Reader& reader, const std::vector<Row>& stored, std::optional<Time> asOf) {
    // A sparkline that cannot be read is left out; the runs are what matters.
    const auto recent = reader.recent(stored, asOf);
    static const RecentByPipeline none;
    std::vector<RunRow> rows;
    rows.reserve(stored.size());
    for (const Row& row : stored) rows.push_back(runRow(row, recent.ok() ? *recent : none));
    return rows;
}

} // namespace

Head head(Reader& reader, Selection selection, const RowIds& old) {
    selection.limit = headSize;
    const auto page = reader.read(selection);
    Head head;
    if (!page.ok()) {
        head.error = page.error();
        return head;
    }
    head.rows = withRecent(reader, *page, selection.asOf);
    head.whole = page->size() < headSize;
    std::vector<std::int64_t> ids;
    for (const Row& row : *page) ids.push_back(row.row);
    if (const auto merged = mergeHead(old, ids, head.whole)) head.change = compareOrders(old, merged);
    return head;
}

Result<OrderChange> order(Reader& reader, Selection selection, const RowIds& old) {
    selection.limit = 0;
    auto ids = reader.ids(selection);
    if (!ids.ok()) return ids.error();
    return compareOrders(old, std::make_shared<const std::vector<std::int64_t>>(std::move(ids).value()));
}

Result<std::vector<RunRow>> rows(Reader& reader, const std::vector<std::int64_t>& ids, Time now,
                                 std::optional<Time> asOf) {
    const auto stored = reader.rows(Kind::run, ids, now, asOf);
    if (!stored.ok()) return stored.error();
    return withRecent(reader, *stored, asOf);
}

} // namespace shipglass::run_reading
