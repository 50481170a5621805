// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/github/github.h"

namespace shipglass::github {

namespace {

/// The job whose log a person most likely wants: the first that failed, else the last that ended.
Task<Stage> chooseJob(Session session, LogRef ref) {
    auto run = co_await withJobs(session, ref.run);
    Stage chosen;
    for (const Stage& stage : *run.stages) {
        if (!stage.parentId.empty()) continue;
        const bool wanted = ref.stageId.empty() ? stage.finishedAt && chosen.status != RunStatus::failure
                                                : stage.id == ref.stageId;
        if (wanted) chosen = stage;
    }
    co_return chosen;
}

} // namespace

Task<LogPage> readLog(Session session, LogRef ref) {
    // A step's log is a part of its job's.
    ref.stageId = ref.stageId.substr(0, ref.stageId.find('/'));
    auto job = co_await chooseJob(session, ref);
    LogPage page;
    page.nextOffset = ref.offset;
    page.ended = job.finishedAt.has_value();
    if (!page.ended || job.status == RunStatus::skipped) co_return page;
    auto request = to(ref.run.project, "/actions/jobs/" + percentEncode(job.id) + "/logs");
    request.forPerson().atMost(64U << 20U);
    auto text = co_await session.text(request);
    const auto begin = std::min(static_cast<std::size_t>(ref.offset), text.size());
    page.text = text.substr(begin);
    page.nextOffset = static_cast<std::int64_t>(text.size());
    co_return page;
}

} // namespace shipglass::github
