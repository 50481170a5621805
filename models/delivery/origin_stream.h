// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <deque>
#include <functional>

namespace shipglass::delivery {

/// The rows of one selection that become deployments, in its order and read page by page. Its calls throw
/// Failure. The reader outlives it.
class OriginStream {
public:
    /// What becomes of a row; nothing for one that is no deployment.
    using Make = std::function<std::optional<Row>(Row)>;

    /// `selection.limit` is the size of a page.
    OriginStream(Reader& reader, Selection selection, Make make)
        : m_reader(&reader), m_selection(std::move(selection)), m_make(std::move(make)) {}

    /// The next one; null behind the last.
    const Row* head();
    /// Takes the head, which there is.
    Row take();

private:
    void readPage();

    Reader* m_reader;
    Selection m_selection;
    Make m_make;
    std::deque<Row> m_rows;
    bool m_ended = false;
};

/// The deployments of several origins in one order, newest first; at most `limit` of them, 0 for all.
std::vector<Row> merged(std::vector<OriginStream> streams, std::size_t limit);

} // namespace shipglass::delivery
