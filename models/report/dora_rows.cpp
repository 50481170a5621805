// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/evidence.h"
#include "report/dora.h"

namespace shipglass {

namespace {

using dora::Facts;
using dora::Sample;

std::string_view wordOf(dora::Part part) {
    constexpr std::array<std::string_view, 5> words{"", "base", "hit", "both", "support"};
    return words[static_cast<std::size_t>(part)];
}

/// Commits have no record of their own: their source is that of the deployment that lists them.
void nameOf(const Facts& facts, const Sample& sample, DoraRow& row) {
    const auto named = dora::namesOf(facts, sample.kind, sample.row);
    row.source = facts.names[named.source], row.id = facts.names[named.id];
    if (sample.kind == dora::Kind::incident) row.alertKey = facts.names[facts.incidents[sample.row].key];
    if (sample.kind != dora::Kind::commit) return;
    const bool held = sample.deployment != dora::kNone;
    row.source = held ? facts.names[facts.deployments[sample.deployment].source] : std::string_view();
}

DoraRow rowOf(const Facts& facts, const Sample& sample) {
    DoraRow row;
    row.kind = word(sample.kind);
    nameOf(facts, sample, row);
    row.rule = word(sample.rule);
    if (sample.kind != dora::Kind::deployment && sample.deployment != dora::kNone)
        row.deployment = facts.names[facts.deployments[sample.deployment].id];
    row.used = dora::isUsed(sample);
    row.part = wordOf(sample.part);
    row.at = sample.at;
    // What only supports another row has its span there: each counts once.
    if (sample.span != dora::kUnknown && sample.part != dora::Part::support)
        row.seconds = static_cast<double>(sample.span) / 1000;
    return row;
}

} // namespace

std::vector<DoraRow> doraRows(const dora::Study& study, dora::Key key) {
    std::vector<DoraRow> rows;
    for (const Sample& sample : dora::explain(study, key, study.question.window))
        rows.push_back(rowOf(study.facts, sample));
    return rows;
}

} // namespace shipglass
