// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployment_lines.h"

#include "models/deployment_place.h"
#include "models/latest.h"
#include "models/plain_text.h"
#include "widgets/phrases.h"

#include <QCoreApplication>

namespace shipglass::deployment_lines {

namespace {

QString said(const char* text) { return QCoreApplication::translate("deployment_lines", text); }

QString shipped(const Deployment& deployment) {
    if (!deployment.commits) return said("unknown which it shipped");
    return said("%1 shipped").arg(grouped(static_cast<std::int64_t>(deployment.commits->size())));
}

QString environmentText(const DeploymentRow& row) {
    if (row.tier == Tier::unknown || row.environment.isEmpty()) return row.environment;
    return said("%1, %2 tier").arg(row.environment, phrase(row.tier));
}

QString stopText(const PromotionStop& stop, const TimeStyle& times) {
    const auto name = plainLine(stop.environment);
    if (stop.at) return said("%1 %2").arg(name, times.age(*stop.at));
    return stop.isAhead ? said("%1 not yet").arg(name) : said("%1 passed over").arg(name);
}

/// Nothing where there is only one environment to be in.
QString pathText(const DeploymentStory& story, const TimeStyle& times) {
    if (story.path.size() < 2) return {};
    QStringList stops;
    for (const PromotionStop& stop : story.path) stops << stopText(stop, times);
    return stops.join(QStringLiteral(" \u2192 "));
}

QString flags(const DeploymentStory& story, const DeploymentRow& row) {
    QStringList words;
    if (row.rollback) words << said("a rollback");
    if (story.deployment.unplanned.value_or(false)) words << said("unplanned");
    if (story.stale) words << said("its source could not be read of late");
    return words.join(QStringLiteral(", "));
}

} // namespace

Facts facts(const DeploymentStory& story, const DeploymentRow& row, const TimeStyle& times) {
    const auto& deployment = story.deployment;
    const auto length = durationOf(row, times.now());
    return {{said("Environment"), environmentText(row)},
            {said("Version"), plainLine(deployment.version)},
            {said("Its way"), pathText(story, times)},
            {said("Commit"), plainLine(deployment.commit)},
            {said("Ref"), plainLine(deployment.ref)},
            {said("By"), row.actor},
            {said("Began"),
             times.momentAndAge(deployment.startedAt ? deployment.startedAt : deployment.createdAt)},
            {said("Finished"), times.momentAndAge(deployment.finishedAt)},
            {said("Length"), length ? TimeStyle::span(*length) : QString()},
            {said("Commits"), shipped(deployment)},
            {said("Noted"), flags(story, row)},
            {said("Run"), plainLine(deployment.runId)},
            {said("Link"), row.url},
            {said("Source"), plainLine(deployment.source)}};
}

std::vector<Line> history(const DeploymentStory& story, const TimeStyle& times) {
    std::vector<Line> lines;
    const auto& moments = story.deployment.history;
    for (auto moment = moments.rbegin(); moment != moments.rend(); ++moment) {
        // The system's own time, or only that of the poll which saw it.
        const auto at = times.momentAndAge(moment->at);
        lines.push_back({QVariant::fromValue(moment->status),
                         {phrase(moment->status), moment->observed ? said("seen %1").arg(at) : at},
                         {}});
    }
    return lines;
}

std::vector<Line> commits(const DeploymentStory& story) {
    std::vector<Line> lines;
    if (!story.deployment.commits) return lines;
    for (const auto& commit : *story.deployment.commits)
        lines.push_back({QVariant::fromValue(LatestWhat::commit),
                         {plainLine(commit.sha), plainLine(commit.repository)},
                         {}});
    return lines;
}

std::vector<Line> changes(const DeploymentStory& story, const TimeStyle& times) {
    std::vector<Line> lines;
    for (const Change& change : story.changes) {
        const auto title = plainLine(change.title.empty() ? change.commit : change.title);
        const auto age = change.mergedAt ? times.shortAge(*change.mergedAt) : QString();
        lines.push_back({QVariant::fromValue(LatestWhat::merge),
                         {title, plainLine(change.author), age},
                         safeLink(change.url)});
    }
    return lines;
}

std::vector<Line> alerts(const DeploymentStory& story, const TimeStyle& times) {
    std::vector<Line> lines;
    const auto arrived = arrivedAt(story.deployment);
    for (const AlertRow& alert : story.alerts) {
        const auto after = arrived && alert.startedAt
                               ? said("%1 after").arg(TimeStyle::span(*alert.startedAt - *arrived))
                               : times.momentAndAge(alert.startedAt);
        lines.push_back(
            {QVariant::fromValue(alert.severity), {alert.title, phrase(alert.state), after}, alert.url});
    }
    return lines;
}

QStringList steps(const std::vector<PromotionStep>& path) {
    QStringList lines;
    for (const PromotionStep& step : path) {
        const auto way = said("%1 \u2192 %2").arg(plainLine(step.from), plainLine(step.to));
        const auto share =
            said("%1: %2 of %3 versions went on").arg(way, grouped(step.wentOn), grouped(step.arrived));
        lines << (step.median ? said("%1, after %2 (median)").arg(share, TimeStyle::span(*step.median))
                              : share);
    }
    return lines;
}

QString commitNote(const DeploymentStory& story) {
    if (!story.deployment.commits)
        return said("Which commits it shipped is unknown. A source that watches the repository, such as git, "
                    "can tell by comparing it with the deployment before.");
    return story.deployment.commits->empty() ? said("It shipped no new commit.") : QString();
}

QString changeNote(const DeploymentStory& story) {
    const auto& commits = story.deployment.commits;
    if (!commits) return said("Which changes it shipped is unknown, since its commits are.");
    if (commits->size() > DeploymentStory::mostLookedUp)
        return said("Looked up for the first %1 of its commits.")
            .arg(grouped(static_cast<std::int64_t>(DeploymentStory::mostLookedUp)));
    return story.changes.empty() ? said("No change is known that landed as one of its commits.") : QString();
}

QString alertNote(const DeploymentStory& story) {
    if (!arrivedAt(story.deployment))
        return said("When it was deployed is unknown, and so is what began after it.");
    return story.alerts.empty()
               ? said("No alert of its service and environment is known that began within 24 hours.")
               : QString();
}

} // namespace shipglass::deployment_lines
