// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

namespace shipglass::github {

namespace {

Task<Stage> readJob(Session session, Run run, std::string id) {
    auto answer = co_await session.json(to(run.project, "/actions/jobs/" + percentEncode(id)));
    auto job = mapJob(answer.root());
    co_return job;
}

/// The job whose log a person most likely wants: the first that failed, else the last that ended.
Task<Stage> chooseJob(Session session, Run run) {
    auto stages = co_await readStages(session, run);
    Stage chosen;
    for (const Stage& stage : stages)
        if (stage.hasLog.value_or(false) && chosen.status != RunStatus::failure) chosen = stage;
    co_return chosen;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    Stage job;
    // A step's log is a part of its job's.
    const auto id = jobOf(ref.stageId);
    if (id.empty())
        job = co_await chooseJob(session, ref.run);
    else
        job = co_await readJob(session, ref.run, id);
    LogPage page;
    page.nextOffset = ref.offset;
    page.ended = id.empty() ? isFinal(ref.run.status) : isFinal(job.status);
    if (!job.hasLog.value_or(false)) co_return page;
    page.ended = true;
    auto request = to(ref.run.project, "/actions/jobs/" + percentEncode(job.id) + "/logs");
    request.forPerson().atMost(64U << 20U);
    auto text = co_await session.text(request);
    const auto begin = std::min(static_cast<std::size_t>(ref.offset), text.size());
    page.text = text.substr(begin);
    page.nextOffset = static_cast<std::int64_t>(text.size());
    co_return page;
}

} // namespace shipglass::github
