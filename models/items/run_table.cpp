// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_table.h"

#include "models/plain_text.h"

#include <algorithm>

namespace shipglass {

namespace {

constexpr int margin = 96;  ///< Rows read beyond what is visible, each way.
constexpr int widest = 200; ///< Rows that are visible at once, at most.
constexpr int largestFetch = widest + 2 * margin + 1;
/// The whole order is read again at most this often, in multiples of what reading it costs.
constexpr qint64 orderPause = 10;

QVariant moment(const std::optional<Time>& time) {
    return time ? QVariant(static_cast<qlonglong>(epochMs(*time))) : QVariant();
}

QVariant written(const std::optional<Time>& time) {
    return time ? QString::fromStdString(formatTime(*time)) : QString();
}

QVariant textOf(const RunRow& run, int column) {
    switch (column) {
    case RunTable::PipelineColumn:
        return run.pipeline;
    case RunTable::TitleColumn:
        return run.title;
    case RunTable::BranchColumn:
        return run.branch;
    case RunTable::ActorColumn:
        return run.actor;
    case RunTable::BeganColumn:
        return written(run.createdAt ? run.createdAt : run.startedAt);
    case RunTable::DurationColumn: {
        const auto span = run.finishedAt ? durationOf(run, Time{}) : std::nullopt;
        return span ? QString::fromStdString(formatDuration(*span)) : QString();
    }
    default:
        return {};
    }
}

} // namespace

RunTable::RunTable(HistoryAccess& history, Now now, QObject* parent)
    : OrderedTable(parent), m_history(history), m_now(std::move(now)) {
    m_fetchTimer.setSingleShot(true);
    m_fetchTimer.setInterval(0);
    connect(&m_fetchTimer, &QTimer::timeout, this, &RunTable::fetch);
}

void RunTable::select(const Selection& selection) {
    m_selection = selection;
    m_selection.kind = Kind::run;
    m_selection.now = m_now();
    m_orderAsk.cancel();
    m_rowsAsk.cancel();
    m_loading = true;
    m_refreshing = m_again = m_ordering = m_orderDue = m_fetching = false;
    const auto empty = std::make_shared<const std::vector<std::int64_t>>();
    m_headAsk = m_history.ask(
        this,
        [selected = m_selection, empty](Reader& reader) {
            return run_reading::head(reader, selected, empty);
        },
        [this](run_reading::Head head) { takeFirst(std::move(head)); });
}

void RunTable::takeFirst(run_reading::Head head) {
    m_loading = false;
    m_error = head.error ? plainLine(head.error->message) : QString();
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    for (const RunRow& run : head.rows) ids->push_back(run.row);
    beginResetModel();
    ++m_generation;
    m_cache.clear();
    setOrder(std::move(ids));
    keep(std::move(head.rows));
    m_counted = head.whole && !head.error;
    endResetModel();
    emit loaded();
    if (m_counted)
        emit counted();
    else if (m_error.isEmpty())
        readOrder();
}

void RunTable::refresh() {
    if (m_loading || std::exchange(m_refreshing, true)) {
        m_again = true;
        return;
    }
    m_headAsk = m_history.ask(
        this,
        [selected = m_selection, old = order()](Reader& reader) {
            return run_reading::head(reader, selected, old);
        },
        [this](run_reading::Head head) { takeHead(std::move(head)); });
}

void RunTable::takeHead(run_reading::Head head) {
    m_refreshing = false;
    m_error = head.error ? plainLine(head.error->message) : QString();
    if (head.error) return emit loaded();
    ++m_generation;
    const bool joined = head.change.fresh && !m_ordering && apply(head.change);
    keep(std::move(head.rows));
    rowsChanged();
    m_counted = m_counted || (joined && head.whole);
    m_orderDue = !head.whole || !joined;
    emit loaded();
    tick();
    if (std::exchange(m_again, false)) refresh();
}

void RunTable::tick() {
    const bool rested = !m_sinceOrder.isValid() || m_sinceOrder.elapsed() >= m_orderCost * orderPause;
    if (m_orderDue && !m_ordering && rested) readOrder();
}

void RunTable::readOrder() {
    m_ordering = true;
    m_orderDue = false;
    m_sinceOrder.start();
    m_orderAsk = m_history.ask(
        this,
        [selected = m_selection, old = order()](Reader& reader) {
            return run_reading::order(reader, selected, old);
        },
        [this](Result<OrderChange> change) { takeOrder(std::move(change)); });
}

void RunTable::takeOrder(Result<OrderChange> change) {
    m_ordering = false;
    m_orderCost = m_sinceOrder.restart();
    if (!change.ok()) {
        m_error = plainLine(change.error().message);
        return emit loaded();
    }
    m_counted = apply(*change);
    m_orderDue = !m_counted;
    if (m_counted) emit counted();
}

void RunTable::keep(std::vector<RunRow> rows) {
    for (RunRow& run : rows) {
        const auto row = run.row;
        m_cache.insert(row, new Cached{std::move(run), m_generation});
    }
}

void RunTable::want(int row) const {
    const bool joins = m_wanted && row >= m_wanted->first - margin && row <= m_wanted->second + margin;
    // Rows far from those wanted before mean that the view has moved on: what it left need not be read.
    if (!joins)
        m_wanted = {row, row};
    else if (row > m_wanted->second)
        m_wanted = {std::max(m_wanted->first, row - widest), row};
    else if (row < m_wanted->first)
        m_wanted = {row, std::min(m_wanted->second, row + widest)};
    if (!m_fetching && !m_fetchTimer.isActive()) m_fetchTimer.start();
}

std::vector<std::int64_t> RunTable::missing() const {
    std::vector<std::int64_t> ids;
    const int last = std::min(m_wanted->second + margin, rowCount() - 1);
    for (int row = std::max(0, m_wanted->first - margin);
         row <= last && static_cast<int>(ids.size()) < largestFetch; ++row) {
        const auto id = idAt(row);
        const auto* known = m_cache.object(id);
        if (!known || known->generation != m_generation) ids.push_back(id);
    }
    return ids;
}

void RunTable::fetch() {
    if (!m_wanted || m_fetching) return;
    auto ids = missing();
    m_wanted.reset();
    if (ids.empty()) return;
    m_fetching = true;
    m_rowsAsk = m_history.ask(
        this,
        [ids = std::move(ids), now = m_now(), asOf = m_selection.asOf](Reader& reader) {
            return run_reading::rows(reader, ids, now, asOf);
        },
        [this, generation = m_generation](Result<std::vector<RunRow>> rows) {
            m_fetching = false;
            // Rows that are gone are not announced, or drawing and asking would take turns for ever.
            if (rows.ok() && !rows->empty() && generation == m_generation) {
                keep(std::move(rows).value());
                rowsChanged();
            }
            if (m_wanted) m_fetchTimer.start();
        });
}

int RunTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const RunTable::Cached* RunTable::cached(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const auto* known = m_cache.object(idAt(row));
    if (!known || known->generation != m_generation) want(row);
    return known;
}

const RunRow* RunTable::runAt(int row) const {
    const auto* known = cached(row);
    return known ? &known->run : nullptr;
}

QVariant RunTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || role == Qt::ToolTipRole || role == Qt::DecorationRole) return {};
    const auto* run = runAt(index.row());
    if (role == LoadedRole) return run != nullptr;
    return run ? value(*run, index.column(), role) : QVariant();
}

QVariant RunTable::value(const RunRow& run, int column, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return textOf(run, column);
    case StatusRole:
        return QVariant::fromValue(run.status);
    case StaleRole:
        return run.freshness.isStale(m_selection.asOf.value_or(m_now()));
    case ProjectRole:
        return run.project;
    case NumberRole:
        return run.number;
    case CommitRole:
        return run.commit;
    case BeganRole:
        return moment(run.createdAt ? run.createdAt : run.startedAt);
    case StartedRole:
        return moment(run.startedAt);
    case FinishedRole:
        return moment(run.finishedAt);
    case RecentRole:
        return QVariant::fromValue(run.recent);
    case LinkRole:
        return run.url;
    default:
        return {};
    }
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr std::array<const char*, ColumnCount> names{"pipeline", "title",    "branch", "actor",
                                                                "recent",   "duration", "began"};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return QLatin1String(names[static_cast<std::size_t>(section)]);
}

} // namespace shipglass
