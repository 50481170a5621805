// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dora/evidence_reading.h"

#include "insight/dora/evidence.h"

#include <algorithm>

namespace shipglass {

namespace {

using dora::Sample;

std::string text(const dora::Facts& facts, dora::Name name) { return std::string(facts.names[name]); }

void nameDeployment(const dora::Facts& facts, const dora::DeploymentRow& row, EvidenceRow& made) {
    made.name = text(facts, row.version);
    if (made.name.empty() && row.commit != dora::kNone)
        made.name = text(facts, facts.commits[row.commit].sha);
    made.environment = text(facts, row.environment);
}

/// The success of the service that had finished before an incident began.
std::string likelyCause(const dora::Study& study, const dora::IncidentRow& incident) {
    const auto place =
        study.timeline.latest(incident.service, incident.startedAt, dora::Timeline::Among::successes);
    if (place == dora::kNone) return {};
    const auto& row = study.facts.deployments[study.delivery(place).row];
    return text(study.facts, row.source) + "/" + text(study.facts, row.id);
}

/// Whatever of the record names it.
void nameRecord(const dora::Study& study, const Sample& sample, EvidenceRow& made) {
    const auto& facts = study.facts;
    const auto take = [&](const auto& row) {
        made.source = text(facts, row.source), made.id = text(facts, row.id);
        made.service = text(facts, row.service);
    };
    switch (sample.kind) {
    case dora::Kind::deployment:
        take(facts.deployments[sample.row]);
        return nameDeployment(facts, facts.deployments[sample.row], made);
    case dora::Kind::change:
        take(facts.changes[sample.row]);
        made.name = made.id;
        return;
    case dora::Kind::incident: {
        const auto& incident = facts.incidents[sample.row];
        take(incident);
        made.name = text(facts, incident.key);
        made.cause = likelyCause(study, incident);
        return;
    }
    case dora::Kind::commit:
        made.id = made.name = text(facts, facts.commits[sample.row].sha);
    }
}

/// What only supports another row has its span there: each counts once.
dora::Ms spanOf(const Sample& sample) {
    return sample.part == dora::Part::support ? dora::kUnknown : sample.span;
}

EvidenceRow rowOf(const dora::Study& study, const Sample& sample) {
    EvidenceRow made;
    made.kind = sample.kind, made.rule = sample.rule, made.part = sample.part;
    made.at = sample.at;
    made.span = spanOf(sample);
    nameRecord(study, sample, made);
    const auto held = sample.kind == dora::Kind::deployment ? sample.row : sample.deployment;
    if (held == dora::kNone) return made;
    const auto& deployment = study.facts.deployments[held];
    made.deploymentSource = text(study.facts, deployment.source);
    made.deploymentId = text(study.facts, deployment.id);
    if (made.environment.empty()) made.environment = text(study.facts, deployment.environment);
    if (sample.kind != dora::Kind::commit) return made;
    made.source = made.deploymentSource;
    made.service = text(study.facts, deployment.service);
    return made;
}

void takeRows(const dora::Study& study, const dora::Samples& samples, KeyEvidence& made) {
    made.count = samples.size();
    made.used = static_cast<std::size_t>(std::count_if(samples.begin(), samples.end(), dora::isUsed));
    const auto shown = std::min(samples.size(), KeyEvidence::most);
    for (auto each = samples.rbegin(); each != samples.rbegin() + static_cast<std::ptrdiff_t>(shown); ++each)
        made.rows.push_back(rowOf(study, *each));
}

std::vector<SpanClass> classesOf(const dora::Samples& samples) {
    std::vector<dora::Ms> spans;
    for (const Sample& each : samples)
        if (dora::isBase(each.part) && each.span != dora::kUnknown) spans.push_back(each.span);
    return classed(spans);
}

std::vector<PartCount> partsOf(const dora::Study& study, dora::Key key, std::span<const dora::Window> buckets,
                               const dora::Samples& samples) {
    const dora::Bucketed bucketed(samples, buckets);
    std::vector<PartCount> parts;
    for (std::size_t at = 0; at < buckets.size(); ++at) {
        const auto point = dora::figureOf(study, key, bucketed.bucket(at), buckets[at], dora::Of::point);
        parts.push_back({point.n, point.hits});
    }
    return parts;
}

} // namespace

KeyEvidence evidenceOf(const dora::Study& study, const EvidenceWish& wish) {
    const auto& question = study.question;
    const auto buckets = question.calendar.buckets(question.window, *question.by);
    KeyEvidence made;
    made.key = wish.key;
    auto samples = dora::explain(study, wish.key, question.window);
    const bool spans = wish.key == dora::Key::changeLeadTime || wish.key == dora::Key::recoveryTime;
    if (spans) made.classes = classesOf(samples);
    const bool narrowed = wish.bucket && *wish.bucket < buckets.size();
    made.window = narrowed ? buckets[*wish.bucket] : question.window;
    if (narrowed) samples = dora::explain(study, wish.key, made.window);
    if (wish.spans)
        std::erase_if(samples, [&](const Sample& each) { return !wish.spans->holds(spanOf(each)); });
    takeRows(study, samples, made);
    made.parts = partsOf(study, wish.key, buckets, dora::evidence(study, wish.key));
    return made;
}

} // namespace shipglass
