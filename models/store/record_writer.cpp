// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record_writer.h"

#include "codec/parts.h"
#include "store/batches.h"
#include "store/merge.h"
#include "store/side_writer.h"

#include <algorithm>
#include <unordered_map>

namespace shipglass {

namespace {

/// Binds the columns of one row from the fields of a record, in the order of columnsOf().
class FieldBinder {
public:
    FieldBinder(Kind kind, sql::Query& query, Catalog& catalog, std::int64_t source)
        : m_next(columnsOf(kind).data()), m_query(query), m_catalog(catalog), m_source(source) {}

    template <class T> void operator()(std::string_view name, const T& field) {
        const Storage storage = m_next++->storage;
        if (storage <= Storage::json) bind(name, storage, field);
    }

private:
    void bind(std::string_view name, Storage storage, const std::string& text) {
        if (storage == Storage::text || text.empty())
            m_query.maybe(text);
        else
            m_query << m_catalog.name(m_source, name, text);
    }
    void bind(std::string_view, Storage, const std::optional<Time>& time) {
        m_query << (time ? std::optional(epochMs(*time)) : std::nullopt);
    }
    void bind(std::string_view, Storage, const std::optional<std::int64_t>& number) { m_query << number; }
    void bind(std::string_view, Storage, const std::optional<bool>& flag) {
        m_query << (flag ? std::optional<std::int64_t>(*flag) : std::nullopt);
    }
    void bind(std::string_view, Storage, const Labels& labels) {
        m_query.maybe(labels.empty() ? std::string() : partToJson(labels));
    }
    void bind(std::string_view, Storage, const MaybeList<std::string>& list) {
        m_query.maybe(list ? partToJson(*list) : std::string());
    }
    template <class T> void bind(std::string_view, Storage, const T& value) {
        if constexpr (std::is_enum_v<T>) m_query << static_cast<std::int64_t>(value);
    }

    const Column* m_next;
    sql::Query& m_query;
    Catalog& m_catalog;
    std::int64_t m_source;
};

/// The columns that only searching needs.
std::vector<std::string> extraColumns(Kind kind) {
    if (kind == Kind::run) return {"duration", "aged"};
    if (isStateFacet(kind)) return {"missedAt", "missedPoll"};
    return {};
}

void bindExtra(sql::Query& query, const Stored& stored) {
    if (const auto* run = std::get_if<Run>(&stored.record)) {
        const auto& aged = run->startedAt ? run->startedAt : run->createdAt;
        query << durationOf(*run) << (aged ? std::optional(epochMs(*aged)) : std::nullopt);
    } else if (isStateFacet(kindOf(stored.record))) {
        query << stored.missedAt << stored.missedPoll;
    }
}

/// The parts of the upsert of a kind.
struct Upsert {
    std::string head, tail;
    std::size_t columns = 0;

    explicit Upsert(Kind kind) {
        std::vector<std::string> names{"row", "source", "scope", "changed", "began", "id"};
        for (const Column& column : columnsOf(kind))
            if (column.storage <= Storage::json) names.emplace_back(column.name);
        for (std::string& name : extraColumns(kind)) names.push_back(std::move(name));
        head = "INSERT INTO " + tableOf(kind) + " (";
        tail = " ON CONFLICT (row) DO UPDATE SET ";
        for (const std::string& name : names) {
            head += (columns++ ? ", " : "") + columnName(name);
            if (columns > 2)
                tail += (columns > 3 ? ", " : "") + columnName(name) + " = excluded." + columnName(name);
        }
        head += ")";
    }
};

const Upsert& upsertOf(Kind kind) {
    static const std::vector<Upsert> all = [] {
        std::vector<Upsert> list;
        for (std::size_t index = 0; index < Words<Kind>::list.size(); ++index)
            list.emplace_back(static_cast<Kind>(index));
        return list;
    }();
    return all.at(static_cast<std::size_t>(kind));
}

/// When a record began: what it says, else what was known.
std::int64_t beganOf(const Record& record, std::int64_t known) {
    const auto own = beganAt(record);
    return own ? epochMs(*own) : known;
}

/// When a record that is new began, as far as it says. What only says when it ended had begun by then, and
/// not when it was written down.
std::optional<Time> beganBy(const Record& record) {
    const auto end = [](const auto& value) -> std::optional<Time> {
        if constexpr (requires { value.finishedAt; }) return value.finishedAt;
        return std::nullopt;
    };
    const auto began = beganAt(record), ended = std::visit(end, record);
    return began && ended ? std::min(began, ended) : began ? began : ended;
}

std::vector<Point> takePoints(Record& record) {
    auto* metric = std::get_if<Metric>(&record);
    return metric ? std::move(metric->points) : std::vector<Point>{};
}

Stored newRow(Record record, const RecordWriter::Origin& origin, std::optional<Time> began,
              std::int64_t row) {
    Stored stored;
    stored.row = row;
    stored.scope = origin.scope;
    stored.began = epochMs(began.value_or(origin.now));
    beginHistory(record, origin.now);
    stored.record = std::move(record);
    return stored;
}

/// A record that is known came again.
void meet(Stored& stored, Record record, const RecordWriter::Origin& origin) {
    stored.record = merged(stored.record, std::move(record), origin.now);
    if (origin.ownScope || !stored.scope) stored.scope = origin.scope;
    if (kindOf(stored.record) != Kind::metric) stored.began = beganOf(stored.record, stored.began);
    stored.missedAt.reset();
    stored.missedPoll.reset();
}

bool differs(const Stored& a, const Stored& b) {
    return a.record != b.record || a.scope != b.scope || a.began != b.began || a.missedAt != b.missedAt;
}

std::vector<std::string> idsOf(const std::vector<Record>& records) {
    std::vector<std::string> ids;
    ids.reserve(records.size());
    for (const Record& record : records) ids.push_back(common(record).id);
    return ids;
}

} // namespace

std::vector<Stored> RecordWriter::known(Kind kind, std::int64_t source, const std::vector<std::string>& ids) {
    std::vector<Stored> found;
    selectIn(
        m_connection, selectRows(kind) + " WHERE r.source = ? AND r.id IN ", "", ids,
        [source](sql::Query& query) { query << source; },
        [&](const sql::Query& query) { found.push_back(readRow(kind, query, m_names)); });
    Details what;
    what.points = false;
    readDetails(m_connection, kind, found, what);
    return found;
}

void RecordWriter::writeRows(Kind kind, std::int64_t source, const std::vector<const Stored*>& rows,
                             std::int64_t seq) {
    const Upsert& upsert = upsertOf(kind);
    insertRows(
        m_connection, upsert.head, upsert.columns, upsert.tail, rows,
        [&](sql::Query& query, const Stored* stored) {
            query << stored->row << source << stored->scope << seq << stored->began
                  << common(stored->record).id;
            std::visit(
                [&](const auto& record) { eachField(record, FieldBinder(kind, query, m_catalog, source)); },
                stored->record);
            bindExtra(query, *stored);
        });
}

std::vector<Stored> RecordWriter::store(Kind kind, std::vector<Record> records, const Origin& origin,
                                        Counters& counters) {
    std::vector<std::optional<Time>>
        began; // read before cleaning: an import may know when a resource was seen
    for (Record& record : records) {
        began.push_back(beganBy(record));
        clean(record);
    }
    std::vector<Stored> rows = known(kind, origin.source, idsOf(records));
    const std::vector<Stored> before = rows;
    std::vector<bool> touched(rows.size(), false);
    std::unordered_map<std::string, std::size_t> byId;
    for (std::size_t index = 0; index < rows.size(); ++index)
        byId.emplace(common(rows[index].record).id, index);
    for (std::size_t index = 0; index < records.size(); ++index) {
        const std::vector<Point> points = takePoints(records[index]);
        const auto [at, isNew] = byId.try_emplace(common(records[index]).id, rows.size());
        if (isNew) {
            rows.push_back(newRow(std::move(records[index]), origin, began[index], ++counters.row));
            touched.push_back(true);
        } else {
            meet(rows[at->second], std::move(records[index]), origin);
        }
        if (points.empty()) continue;
        Stored& metric = rows[at->second];
        metric.began = isNew ? epochMs(points.back().at) : std::max(metric.began, epochMs(points.back().at));
        if (writePoints(m_connection, metric.row, points)) touched[at->second] = true;
    }
    write(kind, origin.source, rows, before, touched, counters.seq);
    return rows;
}

void RecordWriter::write(Kind kind, std::int64_t source, const std::vector<Stored>& rows,
                         const std::vector<Stored>& before, const std::vector<bool>& touched,
                         std::int64_t seq) {
    std::vector<const Stored*> written, old;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Stored* const was = index < before.size() ? &before[index] : nullptr;
        if (!touched[index] && !(was && differs(rows[index], *was))) continue;
        written.push_back(&rows[index]);
        old.push_back(was);
    }
    if (written.empty()) return;
    writeRows(kind, source, written, seq);
    writeDetails(m_connection, kind, written, old);
    if (kind == Kind::run) m_recent.update(source, written, old);
}

void RecordWriter::rewrite(Kind kind, std::int64_t source, const std::vector<Stored>& rows,
                           const std::vector<Stored>& before, std::int64_t seq) {
    write(kind, source, rows, before, std::vector<bool>(rows.size(), false), seq);
}

void RecordWriter::amend(Kind kind, std::int64_t source, const std::string& id,
                         const std::function<void(Record&)>& change, std::int64_t seq) {
    const std::vector<Stored> before = known(kind, source, {id});
    std::vector<Stored> after = before;
    for (Stored& stored : after) {
        change(stored.record);
        clean(stored.record);
    }
    rewrite(kind, source, after, before, seq);
}

} // namespace shipglass
