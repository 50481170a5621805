// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/reading.h"

#include "delivery/facts_filler.h"

namespace shipglass::delivery {

namespace {

constexpr std::size_t pageSize = 1000;

/// Stages and tests of runs are dear to read: only where a service deploys by a pipeline.
std::vector<Kind> kindsFor(const ServiceRules& services) {
    std::vector<Kind> kinds{Kind::deployment, Kind::change, Kind::alert};
    if (anyFrom(DeploymentOrigin::pipeline, services)) kinds.push_back(Kind::run);
    return kinds;
}

/// So many rows that filling does not move them about.
dora::Amounts amountsIn(Reader& reader, Selection all) {
    const auto count = [&](Kind kind) {
        all.kind = kind;
        return static_cast<std::size_t>(reader.count(all).orThrow());
    };
    dora::Amounts amounts;
    amounts.deployments = count(Kind::deployment);
    amounts.changes = count(Kind::change);
    return amounts;
}

} // namespace

Result<Done> eachRow(Reader& reader, Selection selection, const std::function<void(const Row&)>& visit) {
    selection.limit = pageSize;
    while (true) {
        const auto rows = reader.read(selection);
        if (!rows) return rows.error();
        for (const Row& row : *rows) visit(row);
        if (rows->size() < pageSize) return Done();
        selection.afterBegan = rows->back().began;
        selection.afterRow = rows->back().row;
    }
}

Result<dora::Facts> readFacts(Reader& reader, const Rules& rules, Time now, std::optional<Time> asOf) {
    reader.setServices(rules.services);
    Selection page;
    page.now = now;
    page.asOf = asOf;
    page.withDetails = true;
    try {
        FactsFiller filler(rules, amountsIn(reader, page));
        for (const Kind kind : kindsFor(rules.services)) {
            page.kind = kind;
            eachRow(reader, page, [&](const Row& row) { filler.add(row); }).orThrow();
        }
        return filler.finish();
    } catch (const Failure& failure) {
        return failure.error();
    }
}

} // namespace shipglass::delivery
