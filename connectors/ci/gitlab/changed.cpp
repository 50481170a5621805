// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include <algorithm>

namespace shipglass::gitlab {

namespace {

constexpr std::size_t pageSize = 100;
constexpr std::size_t mostPages = 1000;
/// A change may become visible after one that is younger.
constexpr std::chrono::seconds overlap{60};
/// GitLab compares microseconds and shows milliseconds.
constexpr Millis shown{1};

/// Where the next page begins.
struct Position {
    Time after;
    std::size_t page = 1;
};

Request pageAt(Request list, const Position& position) {
    list.query("updated_after", formatTime(position.after)).query("order_by", "updated_at");
    list.query("sort", "asc").query("per_page", std::to_string(pageSize));
    list.query("page", std::to_string(position.page));
    return list;
}

std::optional<Time> newestChange(Node rows) {
    std::optional<Time> newest;
    for (const Node& row : rows.items()) newest = std::max(newest, row["updated_at"].time());
    return newest;
}

/// Rows that change while the list is read move to its end and shift what lies between, so a page begins at
/// the newest change of the one before; numbers count only within one moment.
Position behind(const Position& position, std::optional<Time> newest) {
    if (!newest || *newest <= position.after + shown) return Position{position.after, position.page + 1};
    return Position{*newest - shown};
}

} // namespace

Time watermark(const Session& session, Facet facet, const std::string& project) {
    const auto stored = parseTime(session.cursor(facet, project));
    return stored ? std::max(*stored - overlap, session.since()) : session.since();
}

Task<Done> pollChanged(Session session, std::string project, Facet facet, Request list, MapPage map) {
    Position position{watermark(session, facet, project)};
    for (std::size_t pages = 1;; ++pages) {
        auto page = co_await session.json(pageAt(list, position));
        const bool last = requireList(page.root(), "the list of a project").size() < pageSize;
        const auto newest = newestChange(page.root());
        auto batch = co_await map(session, project, page);
        if (newest) batch.setCursor(formatTime(*newest));
        batch.setLast(last);
        co_await session.hand(std::move(batch));
        if (last) co_return Done();
        if (pages == mostPages)
            throw Failure(Fault::tooLarge, "the list has more than 1000 pages; the rest is read next time");
        position = behind(position, newest);
    }
}

} // namespace shipglass::gitlab
