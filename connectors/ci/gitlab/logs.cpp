// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

#include <algorithm>

namespace shipglass::gitlab {

namespace {

/// The first job that failed, else the last that has begun.
Task<Stage> chooseJob(Session session, Run pipeline) {
    auto run = co_await withJobs(session, pipeline);
    Stage chosen;
    for (const Stage& stage : *run.stages)
        if (stage.hasLog.value_or(false) && chosen.status != RunStatus::failure) chosen = stage;
    if (chosen.id.empty()) throw Failure(Fault::notFound, "No job of this pipeline has begun yet.");
    co_return chosen;
}

/// Asked for itself: a list of jobs leaves out those that were retried.
Task<Stage> namedJob(Session session, LogRef ref) {
    auto request = to(ref.run.project, "/jobs/" + percentEncode(ref.stageId));
    auto job = co_await session.json(request);
    co_return mapJob(job.root());
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    auto finding = ref.stageId.empty() ? chooseJob(session, ref.run) : namedJob(session, ref);
    auto job = co_await std::move(finding);
    auto request = to(ref.run.project, "/jobs/" + percentEncode(job.id) + "/trace");
    request.forPerson().atMost(64U << 20U);
    auto text = co_await session.text(request);
    LogPage page;
    const auto begin = std::min(static_cast<std::size_t>(ref.offset), text.size());
    page.text = text.substr(begin);
    page.nextOffset = static_cast<std::int64_t>(text.size());
    page.ended = isFinal(job.status);
    co_return page;
}

} // namespace shipglass::gitlab
