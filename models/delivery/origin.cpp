// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin.h"

#include "delivery/compared.h"
#include "delivery/rules.h"
#include "query/fold.h"

#include <algorithm>
#include <map>

namespace shipglass::delivery {

namespace {

/// What an end means for what it deployed; unknown for what deployed nothing, or nobody can say.
DeploymentStatus outcomeOf(RunStatus status) {
    switch (status) {
    case RunStatus::success:
    case RunStatus::unstable:
        return DeploymentStatus::success;
    case RunStatus::failure:
        return DeploymentStatus::failure;
    case RunStatus::canceled:
        return DeploymentStatus::canceled;
    default:
        return DeploymentStatus::unknown;
    }
}

/// When something ran and how it ended.
struct Span {
    std::optional<Time> startedAt, finishedAt;
    DeploymentStatus status = DeploymentStatus::unknown;

    bool ended() const { return finishedAt && status != DeploymentStatus::unknown; }
};

/// In rising order of what it takes to spoil a deployment of several stages.
int weight(DeploymentStatus status) {
    switch (status) {
    case DeploymentStatus::success:
        return 0;
    case DeploymentStatus::canceled:
        return 1;
    case DeploymentStatus::failure:
        return 2;
    default:
        return 3;
    }
}

Span spanOf(const Stage& stage) { return {stage.startedAt, stage.finishedAt, outcomeOf(stage.status)}; }

Span together(const Span& a, const Span& b) {
    Span both = weight(a.status) >= weight(b.status) ? a : b;
    both.startedAt = a.startedAt && b.startedAt ? std::min(a.startedAt, b.startedAt) : std::nullopt;
    both.finishedAt = a.finishedAt && b.finishedAt ? std::max(a.finishedAt, b.finishedAt) : std::nullopt;
    return both;
}

/// The stages that fit, of each name the latest attempt.
std::map<std::string_view, const Stage*> stagesThatFit(const std::vector<Stage>& stages,
                                                       const std::string& glob) {
    std::map<std::string_view, const Stage*> latest;
    for (const Stage& stage : stages) {
        if (stage.status == RunStatus::skipped || !query::globFolded(glob, stage.name)) continue;
        const Stage*& known = latest[stage.name];
        if (!known || known->attempt.value_or(0) <= stage.attempt.value_or(0)) known = &stage;
    }
    return latest;
}

Span stageSpan(const Run& run, const std::string& glob) {
    if (!run.stages) return {};
    std::optional<Span> all;
    for (const auto& [name, stage] : stagesThatFit(*run.stages, glob))
        all = all ? together(*all, spanOf(*stage)) : spanOf(*stage);
    return all.value_or(Span{});
}

Span spanOf(const Run& run, const ServiceRule& rule) {
    if (!rule.deployStage.empty()) return stageSpan(run, rule.deployStage);
    return {run.startedAt, run.finishedAt, outcomeOf(run.status)};
}

/// What every deployment of an origin has from its record.
template <class R> Deployment begun(const R& record, const ServiceRule& rule, std::string environment) {
    Deployment made;
    made.source = record.source;
    made.environment = environment.empty() ? "production" : std::move(environment);
    made.id = record.id + '@' + made.environment;
    made.service = rule.name;
    made.project = record.project;
    made.repository = record.repository;
    made.commit = record.commit;
    made.title = record.title;
    made.labels = record.labels;
    made.url = record.url;
    made.observedAt = record.observedAt;
    return made;
}

void end(Deployment& made, DeploymentStatus status, Time at) {
    made.status = status;
    made.finishedAt = at;
    made.history = {{at, status, false}};
}

/// The commits by name; unknown stays unknown.
template <class List, class Sha>
MaybeList<RepositoryCommit> shipped(const List& commits, const std::string& repository, Sha sha) {
    if (!commits) return std::nullopt;
    std::vector<RepositoryCommit> made;
    for (const auto& commit : *commits) made.push_back({repository, sha(commit)});
    return made;
}

bool isConfigured(const std::string& service, const ServiceRules& rules) {
    return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) { return rule.name == service; });
}

const ServiceRule* ruleFor(const Row& row, const ServiceRules& rules) {
    const Run* run = std::get_if<Run>(&row.record);
    const bool free = run && !isConfigured(row.service, rules);
    const auto holds = [&](const ServiceRule& rule) {
        if (!free) return rule.name == row.service;
        return rule.from == DeploymentOrigin::pipeline && claimsNothing(rule) &&
               fitsAny(rule.deployPipelines, run->pipeline);
    };
    const auto found = std::find_if(rules.begin(), rules.end(), holds);
    return found == rules.end() ? nullptr : &*found;
}

/// What a record belongs to where nobody says a service.
const std::string& placeOf(const Record& record) {
    return std::visit(
        [](const auto& value) -> const std::string& {
            if constexpr (requires { value.project; })
                if (!value.project.empty()) return value.project;
            if constexpr (requires { value.repository; }) return value.repository;
            return value.service;
        },
        record);
}

} // namespace

std::optional<Deployment> deploymentOf(const Run& run, const ServiceRule& rule) {
    if (rule.from != DeploymentOrigin::pipeline || !fitsAny(rule.deployPipelines, run.pipeline))
        return std::nullopt;
    const Span span = spanOf(run, rule);
    if (!span.ended()) return std::nullopt;
    Deployment made =
        begun(run, rule, rule.deployEnvironment.empty() ? run.environment : rule.deployEnvironment);
    made.ref = run.branch;
    made.commits = shipped(run.commits, run.repository, [](const std::string& sha) { return sha; });
    made.actor = run.actor;
    made.runId = run.id;
    made.createdAt = run.createdAt;
    made.startedAt = span.startedAt;
    end(made, span.status, *span.finishedAt);
    return made;
}

std::optional<Deployment> deploymentOf(const Deployment& tag, const ServiceRule& rule) {
    if (rule.from != DeploymentOrigin::tag || !tag.environment.empty()) return std::nullopt;
    const auto at = tag.finishedAt ? tag.finishedAt : tag.createdAt;
    if (!at || !query::globFolded(rule.deployTags, tag.version)) return std::nullopt;
    Deployment made = begun(tag, rule, rule.deployEnvironment);
    made.version = tag.version;
    made.ref = tag.ref;
    made.commits = tag.commits;
    made.actor = tag.actor;
    made.createdAt = tag.createdAt;
    end(made, DeploymentStatus::success, *at);
    return made;
}

std::optional<Deployment> deploymentOf(const Change& change, const ServiceRule& rule) {
    if (rule.from != DeploymentOrigin::change || !change.mergedAt) return std::nullopt;
    Deployment made = begun(change, rule, rule.deployEnvironment);
    made.ref = change.branch;
    made.commits = shipped(change.commits, change.repository, [](const auto& commit) { return commit.sha; });
    made.actor = change.author;
    made.createdAt = change.mergedAt;
    end(made, DeploymentStatus::success, *change.mergedAt);
    return made;
}

std::optional<Deployment> deploymentOf(const Record& record, const ServiceRule& rule) {
    std::optional<Deployment> made;
    if (const auto* run = std::get_if<Run>(&record)) made = deploymentOf(*run, rule);
    if (const auto* tag = std::get_if<Deployment>(&record)) made = deploymentOf(*tag, rule);
    if (const auto* change = std::get_if<Change>(&record)) made = deploymentOf(*change, rule);
    if (!made) return made;
    if (const auto compared = comparedOf(common(record).attributes)) {
        keepCompared(made->attributes, *compared);
        if (compared->commits) made->commits = shipped(*compared, made->repository);
    }
    return made;
}

Counted counted(const Row& row, const ServiceRules& rules) {
    Counted counted;
    counted.rule = ruleFor(row, rules);
    if (!counted.rule) return counted;
    counted.made = deploymentOf(row.record, *counted.rule);
    counted.itself = kindOf(row.record) != Kind::deployment || counted.rule->from == DeploymentOrigin::api;
    return counted;
}

const std::string& serviceOf(const Row& row) {
    return row.service.empty() ? placeOf(row.record) : row.service;
}

bool claimsNothing(const ServiceRule& rule) {
    return rule.repositories.empty() && rule.projects.empty() && rule.pipelines.empty() &&
           rule.labels.empty();
}

} // namespace shipglass::delivery
