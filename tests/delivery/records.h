// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"

#include <QtGlobal>

namespace shipglass::testing {

/// `05-04 10:00`, in UTC and in 2026.
inline Time at(const std::string& text) {
    const auto time = parseTime("2026-" + text + ":00Z");
    if (!time) qFatal("no time: %s", text.c_str());
    return *time;
}

/// Commits of `acme/web` as a deployment lists them.
inline std::vector<RepositoryCommit> listed(const std::vector<std::string>& shas) {
    std::vector<RepositoryCommit> made;
    for (const auto& sha : shas) made.push_back({"acme/web", sha});
    return made;
}

/// A success of the project `acme/web` in `production`.
inline Deployment deployed(const std::string& id, const std::string& finishedAt) {
    Deployment made;
    made.source = "cd", made.id = id, made.project = made.repository = "acme/web";
    made.environment = "production", made.status = DeploymentStatus::success;
    made.finishedAt = made.createdAt = at(finishedAt);
    return made;
}

/// A change of `acme/web`.
inline Change merged(const std::string& id, const std::string& title, const std::string& mergedAt) {
    Change made;
    made.source = "vcs", made.id = id, made.project = made.repository = "acme/web", made.title = title;
    made.mergedAt = at(mergedAt);
    return made;
}

/// A run of the pipeline `deploy-web` of `acme/web`.
inline Run ran(const std::string& id, RunStatus status, const std::string& finishedAt) {
    Run made;
    made.source = "ci", made.id = id, made.project = made.repository = "acme/web";
    made.pipeline = "deploy-web", made.status = status;
    made.finishedAt = at(finishedAt);
    made.createdAt = made.startedAt = *made.finishedAt - std::chrono::minutes(10);
    return made;
}

/// An incident that began then.
inline Alert incident(const std::string& id, const std::string& startedAt) {
    Alert made;
    made.source = "pager", made.id = id, made.key = id.substr(0, id.find('@'));
    made.startedAt = at(startedAt), made.incident = true, made.service = "acme/web";
    return made;
}

/// A row as a reader gives it, by these rules.
inline Row rowOf(Record record, const ServiceRules& rules = {}) {
    Row row;
    row.service = effectiveService(record, rules);
    row.record = std::move(record);
    return row;
}

} // namespace shipglass::testing
