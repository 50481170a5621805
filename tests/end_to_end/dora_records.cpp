// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/dora_records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace shipglass::testing {

namespace {

/// `05-04 10:00` as the records have it.
QString time(const QString& text) { return "2026-" + QString(text).replace(' ', 'T') + ":00.000Z"; }

QByteArray line(QJsonObject record, const char* kind, const char* source, const QString& id) {
    record["kind"] = kind, record["source"] = source, record["id"] = id;
    if (QString(kind) != "alert") record["project"] = record["repository"] = "acme/web";
    return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
}

/// A change whose commits come in pairs of sha and time of authoring; the first is the oldest.
QByteArray change(const QString& id, const QString& openedAt, const QString& mergedAt,
                  const QStringList& commits) {
    QJsonArray list;
    for (int at = 0; at + 1 < commits.size(); at += 2)
        list.append(
            QJsonObject{{"sha", commits[at]}, {"authoredAt", time(commits[at + 1])}, {"merge", false}});
    return line({{"title", "Change " + id},
                 {"commits", list},
                 {"firstCommitAt", time(commits[1])},
                 {"openedAt", time(openedAt)},
                 {"mergedAt", time(mergedAt)}},
                "change", "vcs", id);
}

QByteArray incident(const QString& id, const QString& startedAt, const QString& resolvedAt = {}) {
    QJsonObject record{{"key", "key-" + id}, {"title", "Down"},          {"state", "firing"},
                       {"incident", true},   {"repository", "acme/web"}, {"startedAt", time(startedAt)}};
    if (!resolvedAt.isEmpty()) record["resolvedAt"] = time(resolvedAt), record["state"] = "resolved";
    return line(record, "alert", "pager", id);
}

QByteArray run(const QString& id, const QString& finishedAt, const char* status) {
    return line({{"pipeline", "deploy-web"},
                 {"status", status},
                 {"createdAt", time(finishedAt)},
                 {"finishedAt", time(finishedAt)}},
                "run", "ci", id);
}

} // namespace

QByteArray doraDeployment(const QString& id, const QString& finishedAt, const char* status,
                          const char* version, const QStringList& commits, const char* environment) {
    QJsonArray list;
    for (const QString& sha : commits) list.append(QJsonObject{{"repository", "acme/web"}, {"sha", sha}});
    return line({{"environment", environment},
                 {"status", status},
                 {"version", version},
                 {"commits", list},
                 {"createdAt", time(finishedAt)},
                 {"finishedAt", time(finishedAt)}},
                "deployment", "cd", id);
}

QByteArray doraRecords() {
    return doraDeployment("d1", "05-02 10:00", "success", "v1", {"a1"}) +
           doraDeployment("s1", "05-03 10:00", "success", "v2", {"a2"}, "staging") +
           doraDeployment("d2", "05-04 10:00", "success", "v2", {"a2", "a3"}) +
           doraDeployment("d3", "05-06 10:00", "failure", "v3", {"a4"}) +
           doraDeployment("d4", "05-06 12:00", "success", "v3", {"a4"}) +
           doraDeployment("d5", "05-08 10:00", "success", "v2", {}) +
           change("c1", "05-01 12:00", "05-02 08:00", {"a1", "05-01 10:00"}) +
           change("c2", "05-03 12:00", "05-04 09:00", {"a2", "05-03 10:00", "a3", "05-04 08:00"}) +
           change("c3", "05-06 03:00", "05-06 09:00", {"a4", "05-06 02:00"}) +
           incident("i1", "05-04 11:00", "05-04 14:00") + incident("i2", "05-09 12:00") +
           run("r1", "05-02 10:00", "success") + run("r2", "05-03 10:00", "failure");
}

} // namespace shipglass::testing
