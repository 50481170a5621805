// SPDX-License-Identifier: GPL-3.0-or-later
#include "dora_sql.h"

#include "measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <stdexcept>

namespace shipglass::bench {

namespace {

constexpr std::size_t pageSize = 1000;

constexpr const char* tables = R"(
CREATE TABLE deployment (id text, service text, finished_at timestamptz, success boolean, version text, sha text);
CREATE TABLE deployment_commit (deployment text, sha text);
CREATE TABLE change (id text, service text, sha text, hotfix boolean);
CREATE TABLE change_commit (change text, sha text);
CREATE TABLE commit (sha text, authored_at timestamptz, merge boolean);
CREATE TABLE incident (id text, service text, started_at timestamptz, resolved_at timestamptz);
)";

constexpr const char* indexes = R"(
CREATE INDEX ON deployment (service, finished_at) INCLUDE (id) WHERE success;
CREATE INDEX ON deployment_commit (deployment);
CREATE INDEX ON commit (sha);
CREATE INDEX ON change (id) WHERE hotfix;
CREATE INDEX ON change_commit (change);
ANALYZE;
)";

// As our own dialect reads the deliveries, as far as made ones go: one environment, no two deployments of a
// service at once, incidents that name no deployment. :until ends the last month.
constexpr const char* question = R"(
WITH success AS MATERIALIZED (
    SELECT id, service, finished_at, sha, date_trunc('month', finished_at) AS month,
           lag(id) OVER chain AS previous, lead(id) OVER chain AS next,
           lag(id) OVER (PARTITION BY service, version ORDER BY finished_at) AS same_version
    FROM deployment WHERE success WINDOW chain AS (PARTITION BY service ORDER BY finished_at)),
listed AS MATERIALIZED (
    SELECT service, deployment_commit.sha, min(finished_at) AS at
    FROM success JOIN deployment_commit ON deployment = id GROUP BY 1, 2),
hotfix AS (
    SELECT fix.service, coalesce(min(landed.at), min(part.at), min(success.finished_at)) AS at
    FROM change fix
    LEFT JOIN listed landed ON landed.service = fix.service AND landed.sha = fix.sha
    LEFT JOIN change_commit ON change_commit.change = fix.id
    LEFT JOIN listed part ON part.service = fix.service AND part.sha = change_commit.sha
    LEFT JOIN success ON success.service = fix.service AND success.sha = fix.sha
    WHERE fix.hotfix GROUP BY fix.id, fix.service),
remedy AS MATERIALIZED (
    SELECT success.id, success.finished_at,
           CASE WHEN target.id IS NOT NULL THEN target.next ELSE success.previous END AS failed
    FROM success
    LEFT JOIN success target
        ON target.id = success.same_version AND success.same_version IS DISTINCT FROM success.previous
    LEFT JOIN (SELECT DISTINCT service, at FROM hotfix) fix
        ON fix.service = success.service AND fix.at = success.finished_at
    WHERE target.id IS NOT NULL OR fix.at IS NOT NULL),
linked AS MATERIALIZED (
    SELECT last.id, resolved_at
    FROM incident CROSS JOIN LATERAL (
        SELECT id, finished_at FROM deployment
        WHERE success AND service = incident.service AND finished_at <= started_at
        ORDER BY finished_at DESC LIMIT 1) last
    WHERE started_at - last.finished_at <= interval '24 hours'),
failed AS (
    SELECT id, min(resolved) AS resolved, min(remedied) AS remedied
    FROM (SELECT id, CASE WHEN bool_and(resolved_at IS NOT NULL) THEN max(resolved_at) END AS resolved,
                 NULL::timestamptz AS remedied
          FROM linked GROUP BY 1
          UNION ALL SELECT failed, NULL, min(finished_at) FROM remedy WHERE failed IS NOT NULL GROUP BY 1) reasons
    GROUP BY 1),
recovery AS (
    SELECT month, finished_at, least(resolved, remedied) AS ended FROM failed JOIN success USING (id))
SELECT 0, month, count(*), NULL FROM success GROUP BY 2
UNION ALL
SELECT 1, date_trunc('month', at), count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM at - authored_at)::float8)
FROM listed JOIN commit USING (sha) WHERE NOT merge AND authored_at <= at GROUP BY 2
UNION ALL
SELECT 2, month, count(*), count(failed.id)::float8 / count(*) FROM success LEFT JOIN failed USING (id) GROUP BY 2
UNION ALL
SELECT 3, month, count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended - finished_at)::float8)
FROM recovery WHERE ended >= finished_at AND ended < :until GROUP BY 2
UNION ALL
SELECT 4, month, count(*), count(remedy.id)::float8 / count(*) FROM success LEFT JOIN remedy USING (id) GROUP BY 2
ORDER BY 1, 2;
)";

std::string textOf(const std::optional<Time>& time) { return time ? formatTime(*time) : "\\N"; }
std::string row(std::initializer_list<std::string> cells) {
    std::string line;
    for (const std::string& cell : cells) line += (line.empty() ? "" : "\t") + cell;
    return line + '\n';
}
std::string flag(bool value) { return value ? "t" : "f"; }

/// Fills a table with what `rowsOf` makes of each record of a kind.
template <class R, class RowsOf>
void copyRecords(Postgres& database, const std::string& table, const DeliveryMaker& maker, RowsOf rowsOf) {
    const std::size_t all = kindFor<R>() == Kind::alert ? maker.incidents() : maker.deployments();
    database.copy(table, [&](const auto& write) {
        for (std::size_t begin = 0; begin < all; begin += pageSize) {
            std::string rows;
            for (const Record& record : maker.make(kindFor<R>(), begin, std::min(pageSize, all - begin)))
                rows += rowsOf(std::get<R>(record));
            write(rows);
        }
    });
}

void loadDeployments(Postgres& database, const DeliveryMaker& maker) {
    copyRecords<Deployment>(database, "deployment", maker, [](const Deployment& each) {
        return row({each.id, each.service, textOf(each.finishedAt),
                    flag(each.status == DeploymentStatus::success), each.version, each.commit});
    });
    copyRecords<Deployment>(database, "deployment_commit", maker, [](const Deployment& each) {
        std::string rows;
        for (const RepositoryCommit& commit : *each.commits) rows += row({each.id, commit.sha});
        return rows;
    });
}

void loadChanges(Postgres& database, const DeliveryMaker& maker) {
    copyRecords<Change>(database, "change", maker, [](const Change& each) {
        return row({each.id, each.service, each.commit, flag(each.branch.starts_with("hotfix/"))});
    });
    copyRecords<Change>(database, "change_commit", maker, [](const Change& each) {
        std::string rows;
        for (const ChangeCommit& commit : *each.commits) rows += row({each.id, commit.sha});
        return rows;
    });
    copyRecords<Change>(database, "commit", maker, [](const Change& each) {
        std::string rows;
        for (const ChangeCommit& commit : *each.commits)
            rows += row({commit.sha, textOf(commit.authoredAt), flag(commit.merge.value_or(false))});
        return rows;
    });
}

/// One line of the answer.
struct Figures {
    std::size_t key = 0;
    std::string month;
    double n = 0;
    std::optional<double> value;
};

Figures figuresOf(const std::string& line) {
    std::array<std::string, 4> cells;
    std::istringstream stream(line);
    for (std::string& cell : cells) std::getline(stream, cell, '|');
    Figures made;
    made.key = std::stoul(cells[0]);
    made.month = cells[1];
    made.n = std::stod(cells[2]);
    if (!cells[3].empty()) made.value = std::stod(cells[3]);
    return made;
}

std::vector<Figures> figuresIn(const std::string& answer) {
    std::vector<Figures> all;
    std::istringstream lines(answer);
    for (std::string line; std::getline(lines, line);) all.push_back(figuresOf(line));
    return all;
}

bool isSame(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a)); }

bool isSame(const Figures& theirs, const dora::Point& ours) {
    if (theirs.n != static_cast<double>(ours.n)) return false;
    return !theirs.value || (ours.value && isSame(*theirs.value, *ours.value));
}

/// Months in which nothing is counted have no line there.
std::string difference(const std::vector<Figures>& theirs, const dora::Answer& ours) {
    auto next = theirs.begin();
    for (std::size_t key = 0; key < ours.size(); ++key)
        for (const dora::Point& point : ours[key].series) {
            if (point.n == 0) continue;
            const bool same = next != theirs.end() && next->key == key && isSame(*next, point);
            if (!same)
                return std::string(word(static_cast<dora::Key>(key))) + " from " +
                       formatTime(fromEpochMs(point.window.since));
            ++next;
        }
    return next == theirs.end() ? "" : "more months than ours";
}

} // namespace

void loadDeliveries(Postgres& database, const DeliveryMaker& maker) {
    database.ask(tables);
    loadDeployments(database, maker);
    loadChanges(database, maker);
    copyRecords<Alert>(database, "incident", maker, [](const Alert& each) {
        return row({each.id, each.service, textOf(each.startedAt), textOf(each.resolvedAt)});
    });
    database.ask(indexes);
}

SqlAnswer askInSql(Postgres& database, const dora::Answer& ours, dora::Window window) {
    const std::string zone = "SET TIME ZONE INTERVAL '+01:00' HOUR TO MINUTE;\n\\set until '''" +
                             formatTime(fromEpochMs(window.until)) + "''::timestamptz'\n";
    SqlAnswer made;
    made.millis =
        timed([&] { made.difference = difference(figuresIn(database.ask(zone + question)), ours); });
    made.millis -= timed([&] { database.ask(zone); });
    return made;
}

} // namespace shipglass::bench
