// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/ci/gitlab/gitlab.h"

namespace shipglass::gitlab {

namespace {

Task<Json> ask(Session session, std::string project, std::string path) {
    auto request = to(project, path);
    request.forPerson();
    auto answer = co_await session.json(request);
    co_return answer;
}

/// Nothing where the pipeline has no reports.
std::optional<TestCounts> mapTests(Node total) {
    if (total["count"].integer().value_or(0) == 0) return std::nullopt;
    TestCounts counts;
    counts.passed = total["success"].integer();
    counts.failed = total["failed"].integer().value_or(0) + total["error"].integer().value_or(0);
    counts.skipped = total["skipped"].integer();
    return counts;
}

Task<Record> readPipeline(Session session, Run known) {
    const auto path = "/pipelines/" + percentEncode(known.id);
    auto answer = co_await ask(session, known.project, path);
    auto run = co_await withJobs(session, mapPipeline(answer.root(), known.project));
    // Older servers have no summary of the tests.
    auto tests = co_await ask(session, known.project, path + "/test_report_summary").attempt();
    if (tests) run.tests = mapTests((*tests)["total"]);
    co_return run;
}

Task<Record> readDeployment(Session session, Deployment known) {
    auto answer = co_await ask(session, known.project, "/deployments/" + percentEncode(known.id));
    co_return mapDeployment(answer.root(), known.project);
}

/// The number of an issue or merge request: what is behind the last `#` or `!` of its id.
std::string numberOf(const std::string& id) { return percentEncode(id.substr(id.find_last_of("#!") + 1)); }

Task<Record> readChange(Session session, Change known) {
    auto answer = co_await ask(session, known.project, "/merge_requests/" + numberOf(known.id));
    auto change = co_await withCommits(session, mapMergeRequest(answer.root(), known.project));
    co_return change;
}

Task<Record> readIncident(Session session, Alert known) {
    auto answer = co_await ask(session, known.repository, "/issues/" + numberOf(known.id));
    co_return mapIncident(answer.root(), known.repository);
}

Task<Record> readRecord(Session session, Record record) {
    if (const auto* run = std::get_if<Run>(&record)) return readPipeline(session, *run);
    if (const auto* deployment = std::get_if<Deployment>(&record))
        return readDeployment(session, *deployment);
    if (const auto* change = std::get_if<Change>(&record)) return readChange(session, *change);
    if (const auto* alert = std::get_if<Alert>(&record)) return readIncident(session, *alert);
    throw Failure(Fault::unsupported, "GitLab has no more of this record");
}

} // namespace

Task<Detail> readDetail(Session session, Ref ref) {
    Detail detail;
    detail.record = co_await readRecord(session, ref.record);
    co_return detail;
}

} // namespace shipglass::gitlab
