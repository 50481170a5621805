// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <string>
#include <vector>

namespace shipglass {

namespace {

using Statements = std::vector<std::string>;

// What every record has. `changed` is the counter `seq` of the write that last changed the row; `began`
// orders lists; integers in place of texts that repeat (project, branch, ...) are rows of `names`.
constexpr auto head = "row INTEGER PRIMARY KEY, source INTEGER NOT NULL, id TEXT NOT NULL, scope INTEGER, "
                      "changed INTEGER NOT NULL, began INTEGER NOT NULL, service INTEGER, ";

/// Where scopes, cursors, leases and the like are kept.
const Statements administration{
    "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    "INSERT INTO counters VALUES ('seq', 0), ('row', 0)",
    "CREATE TABLE sources (source INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, kind TEXT, "
    "identity TEXT, health INTEGER NOT NULL DEFAULT 0, fault INTEGER, message TEXT, status INTEGER, "
    "\"retryAfter\" INTEGER, \"polledAt\" INTEGER, \"okAt\" INTEGER, \"nextPollAt\" INTEGER, "
    "failures INTEGER NOT NULL DEFAULT 0, requests INTEGER NOT NULL DEFAULT 0, "
    "\"notModified\" INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, "
    "millis INTEGER NOT NULL DEFAULT 0, budget TEXT, skew INTEGER NOT NULL DEFAULT 0, backfill TEXT, "
    "patience INTEGER)",
    "CREATE TABLE usage (source INTEGER NOT NULL, at INTEGER NOT NULL, requests INTEGER NOT NULL, "
    "bytes INTEGER NOT NULL, PRIMARY KEY (source, at)) WITHOUT ROWID",
    "CREATE TABLE scopes (scope INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, facet INTEGER "
    "NOT NULL, "
    "name TEXT NOT NULL, cursor TEXT, UNIQUE (source, facet, name))",
    "CREATE TABLE journal (scope INTEGER NOT NULL, \"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL, "
    "good INTEGER NOT NULL, ok INTEGER NOT NULL, fault INTEGER, message TEXT, status INTEGER, \"retryAfter\" "
    "INTEGER, "
    "PRIMARY KEY (scope, \"from\")) WITHOUT ROWID",
    "CREATE TABLE names (name INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, field TEXT NOT "
    "NULL, "
    "text TEXT NOT NULL, UNIQUE (source, field, text))",
    "CREATE INDEX names_text ON names (field, text COLLATE NOCASE)",
    "CREATE TABLE leases (source TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL)",
    "CREATE TABLE marks (kind INTEGER NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, "
    "value TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, source, id, name)) WITHOUT ROWID",
};

/// A table of records with its columns, and the indexes that every kind has.
Statements records(const std::string& table, const std::string& columns) {
    return {
        "CREATE TABLE " + table + " (" + head + columns + ", UNIQUE (source, id))",
        "CREATE INDEX " + table + "_changed ON " + table + " (changed)",
    };
}

/// What lists do not touch: lists and maps as JSON text.
Statements details(const std::string& table, const std::string& kind, const std::string& columns) {
    const std::string side = kind + "_details";
    return {"CREATE TABLE " + side + " (row INTEGER PRIMARY KEY, " + columns + ")",
            "CREATE TRIGGER " + side + "_gone AFTER DELETE ON " + table + " BEGIN DELETE FROM " + side +
                " WHERE row = old.row; END"};
}

Statements history(const std::string& table, const std::string& kind) {
    const std::string side = kind + "_history";
    return {"CREATE TABLE " + side +
                " (row INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, "
                "status INTEGER NOT NULL, observed INTEGER NOT NULL, PRIMARY KEY (row, n)) WITHOUT ROWID",
            "CREATE TRIGGER " + side + "_gone AFTER DELETE ON " + table + " BEGIN DELETE FROM " + side +
                " WHERE row = old.row; END"};
}

// Every column that filters commonly ask for lies in the index that orders the list, so that a filter reads a
// few dozen bytes a run and not the run.
const Statements runs{
    "CREATE INDEX runs_began ON runs (began, row, status, source, scope, branch, actor, pipeline, project, "
    "repository, "
    "service, environment, \"trigger\", duration, aged)",
    "CREATE INDEX runs_duration ON runs (duration)",
    "CREATE INDEX runs_aged ON runs (aged)",
    "CREATE TABLE run_stages (row INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TRIGGER run_stages_gone AFTER DELETE ON runs BEGIN DELETE FROM run_stages WHERE row = old.row; "
    "END",
    "CREATE TABLE recent_runs (lane INTEGER NOT NULL, began INTEGER NOT NULL, row INTEGER NOT NULL, "
    "status INTEGER NOT NULL, duration INTEGER, PRIMARY KEY (lane, began, row)) WITHOUT ROWID",
};

// External content, because a contentless table cannot delete; no positions (`detail=none`), because a phrase
// is looked up by its trigrams and then compared as text, which halves the index.
const Statements runText{
    "CREATE VIEW run_texts AS SELECT row, title, id, (SELECT text FROM names WHERE name = runs.branch) AS "
    "branch, "
    "\"commit\" FROM runs",
    "CREATE VIRTUAL TABLE run_text USING fts5 (title, id, branch, \"commit\", content='run_texts', "
    "content_rowid='row', "
    "tokenize='trigram', detail=none, columnsize=0)",
    "INSERT INTO run_text (run_text, rank) VALUES ('automerge', 8)",
    "CREATE TRIGGER run_text_new AFTER INSERT ON runs BEGIN INSERT INTO run_text (rowid, title, id, branch, "
    "\"commit\") "
    "VALUES (new.row, new.title, new.id, (SELECT text FROM names WHERE name = new.branch), new.\"commit\"); "
    "END",
    "CREATE TRIGGER run_text_gone AFTER DELETE ON runs BEGIN INSERT INTO run_text (run_text, rowid, title, "
    "id, branch, "
    "\"commit\") VALUES ('delete', old.row, old.title, old.id, (SELECT text FROM names WHERE name = "
    "old.branch), "
    "old.\"commit\"); END",
    "CREATE TRIGGER run_text_changed AFTER UPDATE ON runs WHEN old.title IS NOT new.title OR old.branch IS "
    "NOT "
    "new.branch OR old.\"commit\" IS NOT new.\"commit\" BEGIN INSERT INTO run_text (run_text, rowid, title, "
    "id, "
    "branch, \"commit\") VALUES ('delete', old.row, old.title, old.id, (SELECT text FROM names WHERE name = "
    "old.branch), old.\"commit\"); INSERT INTO run_text (rowid, title, id, branch, \"commit\") VALUES "
    "(new.row, "
    "new.title, new.id, (SELECT text FROM names WHERE name = new.branch), new.\"commit\"); END",
};

const std::string runColumns =
    "project INTEGER, repository INTEGER, pipeline INTEGER, number TEXT, attempt INTEGER, status INTEGER NOT "
    "NULL, "
    "title TEXT, branch INTEGER, \"commit\" TEXT, \"pullRequest\" TEXT, \"parentId\" TEXT, actor INTEGER, "
    "\"trigger\" INTEGER, url TEXT, \"createdAt\" INTEGER, \"startedAt\" INTEGER, \"finishedAt\" INTEGER, "
    "environment INTEGER, labels TEXT, duration INTEGER, aged INTEGER";
const std::string deploymentColumns =
    "project INTEGER, environment INTEGER, tier INTEGER, version TEXT, ref TEXT, repository INTEGER, "
    "\"commit\" TEXT, status INTEGER NOT NULL, title TEXT, labels TEXT, actor INTEGER, url TEXT, \"runId\" "
    "TEXT, "
    "rollback INTEGER, unplanned INTEGER, \"createdAt\" INTEGER, \"startedAt\" INTEGER, \"finishedAt\" "
    "INTEGER";
const std::string changeColumns =
    "project INTEGER, repository INTEGER, title TEXT, author INTEGER, branch INTEGER, labels TEXT, "
    "\"commit\" TEXT, "
    "\"firstCommitAt\" INTEGER, \"openedAt\" INTEGER, \"reviewedAt\" INTEGER, \"approvedAt\" INTEGER, "
    "\"mergedAt\" INTEGER, \"deploymentId\" TEXT, url TEXT";
// `missedAt` and `missedPoll`: the first whole batch that the record was not in any more.
const std::string alertColumns =
    "\"key\" TEXT, title TEXT, severity INTEGER, state INTEGER NOT NULL, environment INTEGER, repository "
    "INTEGER, "
    "incident INTEGER, \"incidentId\" TEXT, \"startedAt\" INTEGER, \"acknowledgedAt\" INTEGER, "
    "\"acknowledgedBy\" TEXT, \"silencedUntil\" INTEGER, \"resolvedAt\" INTEGER, \"deploymentId\" TEXT, "
    "\"commit\" TEXT, version TEXT, labels TEXT, url TEXT, \"runbookUrl\" TEXT, \"missedAt\" INTEGER, "
    "\"missedPoll\" INTEGER";
const std::string resourceColumns = "type INTEGER, name TEXT, region INTEGER, health INTEGER NOT NULL, "
                                    "\"parentId\" TEXT, version TEXT, url TEXT, "
                                    "\"removedAt\" INTEGER, \"missedAt\" INTEGER, \"missedPoll\" INTEGER";
const std::string metricColumns = "query TEXT, name TEXT, type INTEGER, unit TEXT, labels TEXT";
const std::string logColumns = "time INTEGER, seq INTEGER, severity INTEGER, stream INTEGER, message TEXT";
const std::string testColumns =
    "\"runId\" TEXT, suite INTEGER, class INTEGER, name TEXT, status INTEGER NOT NULL, \"startedAt\" "
    "INTEGER, "
    "\"durationMs\" INTEGER, message TEXT, type INTEGER, trace TEXT, flaky INTEGER";

const Statements others{
    "CREATE INDEX alerts_open ON alerts (scope) WHERE \"resolvedAt\" IS NULL",
    "CREATE INDEX alerts_key ON alerts (source, \"key\")",
    "CREATE INDEX resources_open ON resources (scope) WHERE \"removedAt\" IS NULL",
    "CREATE INDEX tests_case ON tests (source, name)",
    "CREATE TABLE metric_points (row INTEGER NOT NULL, at INTEGER NOT NULL, value REAL, PRIMARY KEY (row, "
    "at)) "
    "WITHOUT ROWID",
    "CREATE TRIGGER metric_points_gone AFTER DELETE ON metrics BEGIN DELETE FROM metric_points WHERE row = "
    "old.row; END",
};

/// The first version, as it was laid out.
Statements first() {
    Statements all = administration;
    const auto add = [&all](const Statements& more) { all.insert(all.end(), more.begin(), more.end()); };
    const auto kind = [&](const std::string& name, const std::string& columns, const std::string& side) {
        add(records(name + "s", columns));
        add(details(name + "s", name, side));
    };
    kind("run", runColumns, "attributes TEXT, commits TEXT, attempts TEXT, tests TEXT");
    kind("deployment", deploymentColumns, "attributes TEXT, commits TEXT");
    kind("change", changeColumns, "attributes TEXT, commits TEXT");
    kind("alert", alertColumns, "attributes TEXT, annotations TEXT, links TEXT");
    for (const auto& [name, columns] :
         {std::pair("resource", resourceColumns), std::pair("metric", metricColumns),
          std::pair("log", logColumns), std::pair("test", testColumns)})
        kind(name, columns, "attributes TEXT");
    for (const std::string name : {"run", "deployment", "alert", "resource"}) add(history(name + "s", name));
    for (const std::string name : {"deployment", "change", "alert", "resource", "metric", "log", "test"})
        all.push_back("CREATE INDEX " + name + "s_began ON " + name + "s (began, row)");
    add(runs);
    add(runText);
    add(others);
    return all;
}

/// Rate budgets belong to accounts, which several sources share. `account` names the server and holds a keyed
/// hash of the credential; its key lies elsewhere.
Statements budgetsByAccount() {
    return {"CREATE TABLE budgets (account TEXT PRIMARY KEY, state TEXT NOT NULL, at INTEGER NOT NULL)",
            "ALTER TABLE sources DROP COLUMN budget"};
}

/// Which account a scope was last refused to, as a keyed hash; its key lies elsewhere.
Statements refusalsByAccount() { return {"ALTER TABLE scopes ADD COLUMN \"refusedTo\" TEXT"}; }

/// One entry a version; a later version is a later entry, and none is ever changed.
const std::vector<Statements (*)()> migrations{first, budgetsByAccount, refusalsByAccount};

} // namespace

int schemaVersion() { return static_cast<int>(migrations.size()); }

int storedVersion(sql::Connection& connection) {
    return static_cast<int>(connection.number("PRAGMA user_version"));
}

void migrate(sql::Connection& connection) {
    if (storedVersion(connection) >= schemaVersion()) return;
    sql::Transaction transaction(connection);
    for (int version = storedVersion(connection); version < schemaVersion(); ++version) {
        for (const std::string& statement : migrations[static_cast<std::size_t>(version)]())
            connection.run(statement);
        connection.run("PRAGMA user_version = " + std::to_string(version + 1));
    }
    transaction.commit();
}

} // namespace shipglass
