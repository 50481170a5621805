// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/as_of.h"

#include "store/columns.h"

namespace shipglass {

namespace {

/// Times that came later are unknown; `silencedUntil` alone lies ahead by its nature.
template <class R> void dropLaterTimes(R& record, Time at) {
    eachField(record, [at](std::string_view name, auto& field) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(field)>, std::optional<Time>>)
            if (field && *field > at && name != "silencedUntil") field.reset();
    });
}

/// Cuts the history at the moment; the status it then stood at, or nothing where it had not begun.
template <class Status> std::optional<Status> cut(History<Status>& history, Time at) {
    std::erase_if(history, [at](const Moment<Status>& moment) { return moment.at > at; });
    return history.empty() ? std::nullopt : std::optional(history.back().status);
}

template <class Part> RunStatus statusBefore(const Part& part, RunStatus otherwise) {
    return part.startedAt ? RunStatus::running : otherwise;
}

/// Stages that had not begun are gone; those that had not ended were running.
void turnBackStages(MaybeList<Stage>& stages, Time at) {
    if (!stages) return;
    std::erase_if(*stages, [at](const Stage& stage) { return stage.startedAt && *stage.startedAt > at; });
    for (Stage& stage : *stages) {
        if (!stage.finishedAt || *stage.finishedAt <= at) continue;
        stage.finishedAt.reset();
        stage.status = statusBefore(stage, RunStatus::queued);
    }
}

/// Goes back to the attempt that was the latest one; false when the present one was it already.
bool turnBackAttempt(Run& run, Time at) {
    if (!run.attempts) return false;
    std::erase_if(*run.attempts,
                  [at](const Attempt& attempt) { return attempt.startedAt && *attempt.startedAt > at; });
    if (run.attempts->empty() || !run.startedAt || *run.startedAt <= at) return false;
    const Attempt then = run.attempts->back();
    run.attempts->pop_back();
    run.attempt = then.attempt;
    run.status = then.status;
    run.startedAt = then.startedAt;
    run.finishedAt = then.finishedAt;
    if (!then.url.empty()) run.url = then.url;
    run.tests.reset();
    return true;
}

bool turn(Run& run, Time at) {
    const bool earlier = turnBackAttempt(run, at);
    const bool ended = run.finishedAt && *run.finishedAt <= at;
    if (!ended) run.tests.reset();
    dropLaterTimes(run, at);
    turnBackStages(run.stages, at);
    if (const auto then = cut(run.history, at))
        run.status = *then;
    else if (!(earlier && ended))
        run.status = statusBefore(run, RunStatus::queued);
    return true;
}

bool turn(Deployment& deployment, Time at) {
    dropLaterTimes(deployment, at);
    const auto then = cut(deployment.history, at);
    deployment.status = then                   ? *then
                        : deployment.startedAt ? DeploymentStatus::running
                                               : DeploymentStatus::queued;
    return true;
}

bool turn(Alert& alert, Time at) {
    dropLaterTimes(alert, at);
    alert.state = cut(alert.history, at).value_or(AlertState::firing);
    if (!alert.acknowledgedAt) alert.acknowledgedBy.clear();
    if (!alert.resolvedAt) alert.attributes.erase("endObserved");
    if (alert.state != AlertState::silenced) alert.silencedUntil.reset();
    return true;
}

bool turn(Resource& resource, Time at) {
    dropLaterTimes(resource, at);
    resource.health = cut(resource.history, at).value_or(ResourceHealth::unknown);
    if (!resource.removedAt) resource.attributes.erase("endObserved");
    return true;
}

bool turn(Metric& metric, Time at) {
    std::erase_if(metric.points, [at](const Point& point) { return point.at > at; });
    return !metric.points.empty();
}

template <class R> bool turn(R& record, Time at) {
    dropLaterTimes(record, at);
    return true;
}

} // namespace

bool turnBack(Record& record, Time began, Time at) {
    if (began > at && kindOf(record) != Kind::metric) return false;
    return std::visit([at](auto& value) { return turn(value, at); }, record);
}

} // namespace shipglass
