// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

#include "store/columns.h"
#include "store/history.h"

#include <array>

namespace shipglass {

namespace {

template <class T> bool isUnknown(const T& value) {
    if constexpr (std::is_enum_v<T>)
        return false; // a status is always said; of others see keepKnown()
    else if constexpr (requires { value.has_value(); })
        return !value.has_value();
    else
        return value.empty();
}

/// Attributes come from different requests, so that each only replaces what it says itself.
void keepKnown(std::string_view, Attributes& field, const Attributes& known) {
    field.insert(known.begin(), known.end());
}
void keepKnown(std::string_view, std::vector<Point>&, const std::vector<Point>&) {}
template <class T> void keepKnown(std::string_view name, T& field, const T& known) {
    if constexpr (isHistory<T>) {
        return; // told below, when the status is settled
    } else if constexpr (std::is_enum_v<T>) {
        const bool told = name == "status" || name == "state" || name == "health" || name == "severity";
        if (!told && field == T{}) field = known;
    } else if (isUnknown(field)) {
        field = known;
    }
}

/// Fills in what the new record leaves open from the known one, field by field.
template <class R> void fillIn(R& record, const R& known) {
    std::array<const void*, 48> fields{};
    std::size_t count = 0;
    eachField(known, [&](std::string_view, const auto& field) { fields.at(count++) = &field; });
    count = 0;
    eachField(record, [&](std::string_view name, auto& field) {
        using Field = std::remove_reference_t<decltype(field)>;
        keepKnown(name, field, *static_cast<const Field*>(fields[count++]));
    });
}

Attempt attemptOf(const Run& run) {
    return {run.attempt, run.status, run.startedAt, run.finishedAt, run.url};
}

/// Puts an attempt among the earlier ones, in order; what is already there is overwritten.
void keepAttempt(MaybeList<Attempt>& attempts, const Attempt& attempt) {
    if (!attempts) attempts.emplace();
    const auto at =
        std::lower_bound(attempts->begin(), attempts->end(), attempt,
                         [](const Attempt& a, const Attempt& b) { return a.attempt < b.attempt; });
    if (at != attempts->end() && at->attempt == attempt.attempt)
        *at = attempt;
    else
        attempts->insert(at, attempt);
}

MaybeList<Attempt> allAttempts(const Run& known, const Run& incoming) {
    MaybeList<Attempt> all = known.attempts;
    for (const Attempt& attempt : incoming.attempts.value_or(std::vector<Attempt>{}))
        keepAttempt(all, attempt);
    return all ? all : incoming.attempts;
}

/// The stages that were read of an attempt before say so, since the record's own attempt moves on.
void markStages(MaybeList<Stage>& stages, const std::optional<std::int64_t>& attempt) {
    if (!stages) return;
    for (Stage& stage : *stages)
        if (!stage.attempt) stage.attempt = attempt;
}

Run mergedRun(const Run& known, Run run) {
    MaybeList<Attempt> attempts = allAttempts(known, run);
    if (known.attempt && run.attempt &&
        *run.attempt < *known.attempt) { // a page read before the newer attempt began
        keepAttempt(attempts, attemptOf(run));
        run = known;
        run.attempts = std::move(attempts);
        return run;
    }
    const bool again = known.attempt && run.attempt && *run.attempt > *known.attempt;
    Run before = known;
    if (again) {
        keepAttempt(attempts, attemptOf(known));
        markStages(before.stages, known.attempt);
        before.tests.reset();
        before.startedAt.reset();
    }
    if (again || !isFinal(run.status)) before.finishedAt.reset();
    if (known.createdAt && run.createdAt) run.createdAt = std::min(*known.createdAt, *run.createdAt);
    fillIn(run, before);
    if (attempts && run.attempt)
        std::erase_if(*attempts, [&](const Attempt& attempt) { return attempt.attempt == run.attempt; });
    run.attempts = std::move(attempts);
    return run;
}

bool isEnd(DeploymentStatus status) {
    return status == DeploymentStatus::success || status == DeploymentStatus::failure ||
           status == DeploymentStatus::canceled;
}

/// The commits of repositories that the new part does not speak of stay.
MaybeList<RepositoryCommit> mergedCommits(const Deployment& known, const Deployment& incoming) {
    if (!known.commits || !incoming.commits) return incoming.commits ? incoming.commits : known.commits;
    std::vector<RepositoryCommit> commits = *known.commits;
    std::erase_if(commits, [&](const RepositoryCommit& old) {
        return std::any_of(
            incoming.commits->begin(), incoming.commits->end(),
            [&](const RepositoryCommit& commit) { return commit.repository == old.repository; });
    });
    commits.insert(commits.end(), incoming.commits->begin(), incoming.commits->end());
    std::stable_sort(commits.begin(), commits.end(),
                     [](const auto& a, const auto& b) { return a.repository < b.repository; });
    return commits;
}

Deployment mergedDeployment(const Deployment& known, Deployment deployment) {
    auto commits = mergedCommits(known, deployment);
    const bool otherPart = !known.repository.empty() && !deployment.repository.empty() &&
                           known.repository != deployment.repository;
    if (otherPart) {
        deployment.repository = known.repository;
        deployment.commit = known.commit;
        deployment.ref = known.ref;
        deployment.project = known.project;
    }
    if (known.finishedAt && (isEnd(deployment.status) || deployment.status == DeploymentStatus::inactive))
        deployment.finishedAt = known.finishedAt; // of when it first ended
    Deployment before = known;
    if (!isEnd(deployment.status) && deployment.status != DeploymentStatus::inactive)
        before.finishedAt.reset();
    fillIn(deployment, before);
    deployment.commits = std::move(commits);
    return deployment;
}

Alert mergedAlert(const Alert& known, Alert alert) {
    Alert before = known;
    if (alert.state != AlertState::resolved) {
        before.resolvedAt.reset();
        before.attributes.erase("endObserved");
    }
    if (alert.state != AlertState::silenced) before.silencedUntil.reset();
    if (!alert.key.empty() && known.startedAt)
        alert.startedAt = known.startedAt; // one episode keeps its start
    fillIn(alert, before);
    return alert;
}

Resource mergedResource(const Resource& known, Resource resource) {
    Resource before = known;
    before.removedAt.reset();
    before.attributes.erase("endObserved");
    fillIn(resource, before);
    return resource;
}

template <class R> R mergedOther(const R& known, R record) {
    fillIn(record, known);
    return record;
}
Run mergedOther(const Run& known, Run run) { return mergedRun(known, std::move(run)); }
Deployment mergedOther(const Deployment& known, Deployment one) {
    return mergedDeployment(known, std::move(one));
}
Alert mergedOther(const Alert& known, Alert alert) { return mergedAlert(known, std::move(alert)); }
Resource mergedOther(const Resource& known, Resource one) { return mergedResource(known, std::move(one)); }

std::optional<Time> ownTime(const Run& run) {
    if (run.status == RunStatus::running) return run.startedAt;
    if (run.status == RunStatus::queued) return run.attempt.value_or(1) > 1 ? std::nullopt : run.createdAt;
    return isFinal(run.status) ? run.finishedAt : std::nullopt;
}
std::optional<Time> ownTime(const Deployment& one) {
    if (isEnd(one.status)) return one.finishedAt;
    if (one.status == DeploymentStatus::running) return one.startedAt;
    return one.status == DeploymentStatus::queued ? one.createdAt : std::nullopt;
}
std::optional<Time> ownTime(const Alert& alert) {
    switch (alert.state) {
    case AlertState::firing:
        return alert.startedAt;
    case AlertState::acknowledged:
        return alert.acknowledgedAt;
    case AlertState::resolved:
        return alert.resolvedAt;
    default:
        return std::nullopt;
    }
}
std::optional<Time> ownTime(const Resource& resource) { return resource.removedAt; }

auto statusOf(const Run& run) { return run.status; }
auto statusOf(const Deployment& deployment) { return deployment.status; }
auto statusOf(const Alert& alert) { return alert.state; }
auto statusOf(const Resource& resource) { return resource.health; }

/// What the system's own times tell of the life before a record was first seen.
void earlierSteps(Run& run, Time now) {
    for (const Attempt& attempt : run.attempts.value_or(std::vector<Attempt>{}))
        if (attempt.finishedAt) step(run.history, attempt.status, attempt.finishedAt, now);
}
void earlierSteps(Alert& alert, Time now) {
    if (alert.state == AlertState::firing || !alert.startedAt) return;
    step(alert.history, AlertState::firing, alert.startedAt, now);
    if (alert.acknowledgedAt && alert.state != AlertState::acknowledged)
        step(alert.history, AlertState::acknowledged, alert.acknowledgedAt, now);
}
void earlierSteps(Deployment&, Time) {}
void earlierSteps(Resource&, Time) {}

template <class R> void begin(R& record, Time now) {
    if constexpr (requires { record.history; }) {
        if (record.history.empty()) earlierSteps(record, now);
        step(record.history, statusOf(record), ownTime(record), now);
    }
}

template <class R> void goOn(R& record, const R& known, Time now) {
    if constexpr (requires { record.history; }) {
        record.history = joined(known.history, record.history);
        step(record.history, statusOf(record), ownTime(record), now);
    }
}

bool close(Alert& alert, Time at) {
    if (alert.state == AlertState::resolved) return false;
    alert.state = AlertState::resolved;
    alert.resolvedAt = at;
    alert.silencedUntil.reset();
    alert.history.push_back({at, AlertState::resolved, true});
    alert.attributes["endObserved"] = true;
    return true;
}
bool close(Resource& resource, Time at) {
    if (resource.removedAt) return false;
    resource.removedAt = at;
    resource.attributes["endObserved"] = true;
    return true;
}
template <class R> bool close(R&, Time) { return false; }

} // namespace

Record merged(const Record& known, Record incoming, Time now) {
    return std::visit(
        [&](auto& record) -> Record {
            using R = std::remove_cvref_t<decltype(record)>;
            const R& before = std::get<R>(known);
            R after = mergedOther(before, std::move(record));
            goOn(after, before, now);
            return after;
        },
        incoming);
}

void beginHistory(Record& record, Time now) {
    std::visit([now](auto& value) { begin(value, now); }, record);
}

bool closeMissing(Record& record, Time missedAt) {
    return std::visit([missedAt](auto& value) { return close(value, missedAt); }, record);
}

} // namespace shipglass
