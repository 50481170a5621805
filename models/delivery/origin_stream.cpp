// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin_stream.h"

#include <tuple>

namespace shipglass::delivery {

namespace {

bool isNewer(const Row& a, const Row& b) { return std::tie(a.began, a.row) > std::tie(b.began, b.row); }

OriginStream* newestOf(std::vector<OriginStream>& streams) {
    OriginStream* newest = nullptr;
    for (OriginStream& stream : streams)
        if (stream.head() && (!newest || isNewer(*stream.head(), *newest->head()))) newest = &stream;
    return newest;
}

} // namespace

const Row* OriginStream::head() {
    while (m_rows.empty() && !m_ended) readPage();
    return m_rows.empty() ? nullptr : &m_rows.front();
}

Row OriginStream::take() {
    Row row = std::move(m_rows.front());
    m_rows.pop_front();
    return row;
}

void OriginStream::readPage() {
    auto page = m_reader->read(m_selection).orThrow();
    m_ended = page.size() < m_selection.limit;
    if (page.empty()) return;
    m_selection.afterBegan = page.back().began;
    m_selection.afterRow = page.back().row;
    for (Row& row : page)
        if (auto made = m_make(std::move(row))) m_rows.push_back(std::move(*made));
}

std::vector<Row> merged(std::vector<OriginStream> streams, std::size_t limit) {
    std::vector<Row> rows;
    while (limit == 0 || rows.size() < limit) {
        OriginStream* newest = newestOf(streams);
        if (!newest) break;
        rows.push_back(newest->take());
    }
    return rows;
}

} // namespace shipglass::delivery
