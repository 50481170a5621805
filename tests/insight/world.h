// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/answer.h"
#include "insight/dora/dialect.h"
#include "insight/dora/evidence.h"
#include "insight/dora/facts_builder.h"

#include <QtDebug>
#include <QtGlobal>

#include <initializer_list>
#include <string_view>

namespace shipglass::dora {

/// `05-04 10:00`, in UTC and in 2026 unless a year stands before it.
inline Ms at(std::string_view text) {
    const std::string year = text.size() > 11 ? "" : "2026-";
    const auto time = parseTime(year + std::string(text) + ":00Z");
    if (!time) qFatal("no time: %.*s", static_cast<int>(text.size()), text.data());
    return epochMs(*time);
}

/// Facts told in a few words. Deployments are successes of the service `web` in `production` unless said
/// otherwise.
class World {
public:
    FactsBuilder builder;

    Row commit(std::string_view sha, std::string_view authoredAt, bool merge = false) {
        CommitRow row;
        row.sha = builder.name(sha);
        row.authoredAt = row.committedAt = at(authoredAt);
        row.merge = merge;
        return builder.commit(row);
    }
    CommitList list(std::initializer_list<std::string_view> shas) {
        std::vector<Row> rows;
        for (const auto sha : shas) rows.push_back(builder.commit(sha));
        return builder.list(rows);
    }
    DeploymentRow deployment(std::string_view id, std::string_view finishedAt) {
        DeploymentRow row;
        row.source = builder.name("ci"), row.id = builder.name(id), row.service = builder.name("web");
        row.environment = builder.name("production"), row.tier = Tier::production;
        row.finishedAt = at(finishedAt), row.outcome = Outcome::success;
        return row;
    }
    Row deploy(std::string_view id, std::string_view finishedAt, std::string_view version = "",
               std::initializer_list<std::string_view> commits = {}) {
        DeploymentRow row = deployment(id, finishedAt);
        row.version = builder.name(version);
        row.commits = list(commits);
        return builder.add(row);
    }
    Row fail(std::string_view id, std::string_view finishedAt) {
        DeploymentRow row = deployment(id, finishedAt);
        row.outcome = Outcome::failure;
        return builder.add(row);
    }
    ChangeRow change(std::string_view id, std::string_view commit) {
        ChangeRow row;
        row.source = builder.name("vcs"), row.id = builder.name(id), row.service = builder.name("web");
        row.commit = builder.commit(commit);
        return row;
    }
    IncidentRow incident(std::string_view id, std::string_view startedAt, std::string_view resolvedAt = "") {
        IncidentRow row;
        row.source = builder.name("pager"), row.id = builder.name(id), row.service = builder.name("web");
        row.startedAt = at(startedAt);
        if (!resolvedAt.empty()) row.resolvedAt = at(resolvedAt);
        return row;
    }
    void trouble(std::string_view id, std::string_view startedAt, std::string_view resolvedAt = "") {
        builder.add(incident(id, startedAt, resolvedAt));
    }
};

/// A question about May 2026, or about other days of it.
inline Question asked(std::string_view dialect, std::string_view since = "05-01 00:00",
                      std::string_view until = "06-01 00:00") {
    Question question;
    question.dialect = findDialect(dialect);
    question.window = {at(since), at(until)};
    return question;
}

inline KeyAnswer answered(const Facts& facts, const Question& question, Key key) {
    return answer(Study(facts, question), key);
}
inline Figure figureFor(const Facts& facts, const Question& question, Key key) {
    return answered(facts, question, key).figure;
}
inline double valueFor(const Facts& facts, const Question& question, Key key) {
    return figureFor(facts, question, key).value.value_or(-1);
}

/// The rules of the rows behind a figure, in their order, joined by commas; unused ones in brackets.
inline std::string rulesOf(const Facts& facts, const Question& question, Key key) {
    std::string text;
    for (const Sample& row : explain(Study(facts, question), key, question.window)) {
        if (!text.empty()) text += ", ";
        text += isUsed(row) ? std::string(word(row.rule)) : "(" + std::string(word(row.rule)) + ")";
    }
    return text;
}

} // namespace shipglass::dora
