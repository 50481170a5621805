// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_row.h"

#include "models/plain_text.h"

namespace shipglass {

namespace {

RecentRuns recentOf(const Run& run, const RecentByPipeline& recent) {
    const auto found = recent.find(run.source + '\x1f' + run.project + '\x1f' + run.pipeline);
    return found == recent.end() ? RecentRuns{} : found->second;
}

void takeText(RunRow& row, const Run& run) {
    row.project = plainLine(run.project);
    row.pipeline = plainLine(run.pipeline);
    row.number = plainLine(run.number);
    row.title = plainLine(run.title);
    row.branch = plainLine(run.branch);
    row.commit = plainLine(run.commit);
    row.actor = plainLine(run.actor);
    row.url = safeLink(run.url);
}

} // namespace

RunRow runRow(const Row& stored, const RecentByPipeline& recent) {
    RunRow row;
    row.row = stored.row;
    row.freshness = freshnessOf(stored);
    row.service = plainLine(stored.service);
    const auto* run = std::get_if<Run>(&stored.record);
    if (!run) return row;
    row.source = run->source;
    row.id = run->id;
    takeText(row, *run);
    row.status = run->status;
    row.trigger = run->trigger;
    row.attempt = run->attempt;
    row.createdAt = run->createdAt;
    row.startedAt = run->startedAt;
    row.finishedAt = run->finishedAt;
    row.tests = run->tests;
    row.recent = recentOf(*run, recent);
    return row;
}

std::optional<Millis> durationOf(const RunRow& run, Time now) {
    if (!run.startedAt) return std::nullopt;
    if (run.finishedAt) return *run.finishedAt - *run.startedAt;
    if (isFinal(run.status) || now < *run.startedAt) return std::nullopt;
    return now - *run.startedAt;
}

} // namespace shipglass
