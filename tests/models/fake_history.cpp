// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_history.h"

#include <algorithm>
#include <utility>

namespace shipglass {

namespace {

std::string fieldOf(const Record& record, const std::string& field) {
    if (field == "source") return common(record).source;
    if (field == "id") return common(record).id;
    if (field == "service") return common(record).service;
    if (field == "version" && kindOf(record) == Kind::deployment) return std::get<Deployment>(record).version;
    if (const auto* run = std::get_if<Run>(&record)) {
        if (field == "status") return std::string(word(run->status));
        if (field == "branch") return run->branch;
        if (field == "pipeline") return run->pipeline;
    }
    if (const auto* deployment = std::get_if<Deployment>(&record)) {
        if (field == "status") return std::string(word(deployment->status));
        if (field == "environment") return deployment->environment;
        if (field == "repository") return deployment->repository;
    }
    if (const auto* change = std::get_if<Change>(&record); change && field == "commit") return change->commit;
    if (const auto* alert = std::get_if<Alert>(&record)) {
        if (field == "state") return std::string(word(alert->state));
        if (field == "severity") return std::string(word(alert->severity));
    }
    if (const auto* test = std::get_if<TestCase>(&record); test && field == "runId") return test->runId;
    return {};
}

std::string titleOf(const Record& record) {
    if (const auto* run = std::get_if<Run>(&record)) return run->title;
    if (const auto* alert = std::get_if<Alert>(&record)) return alert->title;
    return {};
}

bool holds(const query::Term& term, const Record& record) {
    const bool found = std::any_of(term.values.begin(), term.values.end(), [&](const query::Operand& value) {
        return term.op == query::Operator::text ? titleOf(record).find(value.text) != std::string::npos
                                                : fieldOf(record, term.field) == value.text;
    });
    return found != term.negated;
}

bool holds(const Selection& selection, const Row& row) {
    if (kindOf(row.record) != selection.kind) return false;
    if (selection.since && row.began < epochMs(*selection.since)) return false;
    if (selection.asOf && row.began > epochMs(*selection.asOf)) return false;
    if (selection.until && row.began >= epochMs(*selection.until)) return false;
    if (selection.afterRow != 0 &&
        std::pair(row.began, row.row) >= std::pair(selection.afterBegan, selection.afterRow))
        return false;
    return std::all_of(selection.where.terms.begin(), selection.where.terms.end(),
                       [&](const query::Term& term) { return holds(term, row.record); });
}

std::string identity(Kind kind, const std::string& source, const std::string& id) {
    return std::string(word(kind)) + '\x1f' + source + '\x1f' + id;
}

std::string pipelineKey(const Run& run) { return run.source + '\x1f' + run.project + '\x1f' + run.pipeline; }

} // namespace

std::vector<const Row*> FakeReader::selected(const Selection& selection) const {
    std::vector<const Row*> rows;
    for (const auto& [number, row] : m_rows)
        if (holds(selection, row)) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
        return std::pair(a->began, a->row) > std::pair(b->began, b->row);
    });
    if (selection.limit > 0 && rows.size() > selection.limit) rows.resize(selection.limit);
    return rows;
}

Result<std::vector<Row>> FakeReader::read(const Selection& selection) {
    ++reads;
    if (error) return *error;
    std::vector<Row> rows;
    for (const Row* row : selected(selection)) rows.push_back(*row);
    return rows;
}

Result<std::int64_t> FakeReader::count(const Selection& selection) {
    if (error) return *error;
    auto all = selection;
    all.limit = 0;
    return static_cast<std::int64_t>(selected(all).size());
}

Result<std::vector<std::int64_t>> FakeReader::ids(const Selection& selection) {
    ++idReads;
    if (error) return *error;
    std::vector<std::int64_t> ids;
    for (const Row* row : selected(selection)) ids.push_back(row->row);
    return ids;
}

Result<std::vector<Row>> FakeReader::rows(Kind, const std::vector<std::int64_t>& numbers, Time,
                                          std::optional<Time>) {
    ++rowReads;
    if (error) return *error;
    std::vector<Row> rows;
    for (const auto number : numbers)
        if (const auto found = m_rows.find(number); found != m_rows.end()) rows.push_back(found->second);
    rowsRead += rows.size();
    return rows;
}

Result<Row> FakeReader::find(Kind kind, const std::string& source, const std::string& id, Time) {
    const auto number = m_numbers.find(identity(kind, source, id));
    const auto row = number == m_numbers.end() ? m_rows.end() : m_rows.find(number->second);
    if (row == m_rows.end()) return Error{Fault::notFound, "no such record", 0, {}};
    return row->second;
}

Result<std::map<std::string, std::vector<RecentRun>>> FakeReader::recent(const std::vector<Row>& runs,
                                                                         std::optional<Time> asOf) {
    if (error) return *error;
    std::map<std::string, std::vector<RecentRun>> recent;
    for (const Row& row : runs)
        if (const auto* run = std::get_if<Run>(&row.record)) recent.try_emplace(pipelineKey(*run));
    for (const Row* row : selected({Kind::run, {}, {}, {}, asOf, 0, 0, 0, false, {}})) {
        const auto& run = std::get<Run>(row->record);
        const auto found = recent.find(pipelineKey(run));
        if (found == recent.end() || found->second.size() >= 20) continue;
        const auto span = run.startedAt && run.finishedAt ? (*run.finishedAt - *run.startedAt).count() : -1;
        found->second.push_back({run.status, span});
    }
    return recent;
}

Result<std::vector<Reader::DayOutcome>> FakeReader::outcomes(const Selection& selection) {
    if (error) return *error;
    std::map<std::pair<std::int64_t, RunStatus>, std::vector<std::int64_t>> days;
    auto all = selection;
    all.limit = 0;
    for (const Row* row : selected(all)) {
        const auto& run = std::get<Run>(row->record);
        const auto span = run.startedAt && run.finishedAt ? (*run.finishedAt - *run.startedAt).count() : 0;
        days[{row->began - row->began % 86'400'000, run.status}].push_back(span);
    }
    std::vector<DayOutcome> outcomes;
    for (auto& [key, spans] : days) {
        std::sort(spans.begin(), spans.end());
        outcomes.push_back(
            {key.first, key.second, static_cast<std::int64_t>(spans.size()), spans[spans.size() / 2]});
    }
    return outcomes;
}

Result<std::vector<SourceState>> FakeReader::sources(Time, std::optional<Time> asOf) {
    if (error) return *error;
    askedAsOf = asOf;
    auto all = states;
    if (configured) addConfigured(all, *configured);
    return all;
}

Result<std::map<std::string, std::string>> FakeReader::marks(Kind, const std::string&, const std::string&) {
    return std::map<std::string, std::string>{};
}

Result<std::vector<std::int64_t>> FakeReader::changedSince(Kind, std::int64_t, std::size_t) {
    return std::vector<std::int64_t>{};
}

std::int64_t FakeReader::put(Record record) {
    ++m_version;
    const auto key = identity(kindOf(record), common(record).source, common(record).id);
    const auto [entry, isNew] = m_numbers.try_emplace(key, m_next);
    if (isNew) ++m_next;
    const auto number = entry->second;
    const auto began = beganAt(record);
    const auto service = common(record).service;
    m_rows[number] = Row{number, began ? epochMs(*began) : 0, std::move(record), service, false};
    return number;
}

void FakeReader::remove(std::int64_t row) {
    ++m_version;
    m_rows.erase(row);
}

std::function<void()> FakeHistory::run(std::function<void(Reader&)> work) {
    if (held)
        m_waiting.push_back(std::move(work));
    else
        work(reader);
    return [this] { ++ended; };
}

bool FakeHistory::answerOne() {
    if (m_waiting.empty()) return false;
    const auto work = std::move(m_waiting.front());
    m_waiting.pop_front();
    work(reader);
    return true;
}

void FakeHistory::answerAll() {
    while (answerOne()) {
    }
}

Time worldNow() { return fromEpochSeconds(1'777'888'800); }

Run makeRun(const std::string& id, RunStatus status, int minutesAgo, const std::string& pipeline) {
    Run run;
    run.source = "ci";
    run.id = id;
    run.project = "acme/web";
    run.pipeline = pipeline;
    run.number = id;
    run.title = "Change " + id;
    run.branch = "main";
    run.actor = "ada";
    run.status = status;
    run.url = "https://ci.example/" + id;
    run.createdAt = worldNow() - std::chrono::minutes(minutesAgo);
    if (status != RunStatus::queued && status != RunStatus::waiting) run.startedAt = run.createdAt;
    if (isFinal(status)) run.finishedAt = *run.createdAt + std::chrono::minutes(5);
    return run;
}

Alert makeAlert(const std::string& id, Severity severity, AlertState state, int minutesAgo) {
    Alert alert;
    alert.source = "am";
    alert.id = id;
    alert.key = id;
    alert.title = "Alert " + id;
    alert.severity = severity;
    alert.state = state;
    alert.url = "https://am.example/" + id;
    alert.labels = {{"instance", "web-1"}, {"job", "node"}};
    alert.startedAt = worldNow() - std::chrono::minutes(minutesAgo);
    return alert;
}

Deployment makeDeployment(const std::string& id, const std::string& environment, const std::string& version,
                          int minutesAgo) {
    Deployment deployment;
    deployment.source = "cd";
    deployment.id = id;
    deployment.project = "acme/web";
    deployment.service = "web";
    deployment.environment = environment;
    deployment.version = version;
    deployment.actor = "ana";
    deployment.url = "https://cd.example/" + id;
    deployment.status = DeploymentStatus::success;
    deployment.createdAt = deployment.startedAt = worldNow() - std::chrono::minutes(minutesAgo);
    deployment.finishedAt = *deployment.startedAt + std::chrono::minutes(2);
    deployment.history = {{*deployment.startedAt, DeploymentStatus::running, false},
                          {*deployment.finishedAt, DeploymentStatus::success, false}};
    return deployment;
}

SourceState makeSource(const std::string& name, SourceHealth health, int minutesAgo) {
    SourceState state;
    state.source = name;
    state.kind = "buildbot";
    state.health = health;
    state.okAt = state.polledAt = worldNow() - std::chrono::minutes(minutesAgo);
    state.requestsLastHour = 120;
    state.bytesLastHour = 345'678;
    if (health == SourceHealth::failing)
        state.error = Error{Fault::unauthorized, "401 from ci.example", 401, {}};
    return state;
}

} // namespace shipglass
