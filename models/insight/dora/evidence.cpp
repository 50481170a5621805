// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/evidence.h"

#include "insight/dora/dialect.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace shipglass::dora {

namespace {

Gather gatherOf(const Dialect& dialect, Key key) {
    switch (key) {
    case Key::deploymentFrequency:
        return dialect.deployments;
    case Key::changeLeadTime:
        return dialect.leadTimes;
    case Key::changeFailureRate:
        return dialect.failures;
    case Key::recoveryTime:
        return dialect.recoveries;
    case Key::reworkRate:
        return dialect.rework;
    }
    return nullptr;
}

/// Says which bucket moments lie in, or the number of buckets for a moment outside. Moments that follow each
/// other mostly lie in the same one.
class BucketFinder {
public:
    explicit BucketFinder(std::span<const Window> buckets) : m_buckets(buckets) {}

    std::size_t of(Ms at) {
        if (m_last < m_buckets.size() && m_buckets[m_last].holds(at)) return m_last;
        const auto after = std::ranges::upper_bound(m_buckets, at, {}, &Window::since);
        m_last = static_cast<std::size_t>(after - m_buckets.begin()) - 1;
        if (after == m_buckets.begin() || !m_buckets[m_last].holds(at)) m_last = m_buckets.size();
        return m_last;
    }

private:
    std::span<const Window> m_buckets;
    std::size_t m_last = 0;
};

/// The texts that name a row among those of one moment: numbers of rows and names depend on the order in
/// which the facts came.
using Identity = std::tuple<std::string_view, std::string_view, Kind, std::string_view, std::string_view>;

Identity identityOf(const Facts& facts, const Sample& sample) {
    const auto own = namesOf(facts, sample.kind, sample.row);
    const auto held =
        sample.deployment == kNone ? RowNames() : namesOf(facts, Kind::deployment, sample.deployment);
    const auto& names = facts.names;
    return {names[held.id], names[held.source], sample.kind, names[own.id], names[own.source]};
}

} // namespace

Samples evidence(const Study& study, Key key) {
    const Gather gather = gatherOf(study.dialect, key);
    return gather ? gather(study) : Samples{};
}

Bucketed::Bucketed(Samples samples, std::span<const Window> buckets)
    : m_samples(std::move(samples)), m_begins(buckets.size() + 2, 0) {
    BucketFinder finder(buckets);
    for (const Sample& each : m_samples) ++m_begins[finder.of(each.at) + 1];
    std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
    auto next = m_begins;
    for (std::size_t bucket = 0; bucket <= buckets.size(); ++bucket)
        while (next[bucket] < m_begins[bucket + 1]) {
            Sample& here = m_samples[next[bucket]];
            const std::size_t wanted = finder.of(here.at);
            if (wanted != bucket) std::swap(here, m_samples[next[wanted]]);
            ++next[wanted];
        }
    m_samples.resize(m_begins[buckets.size()]);
}

std::span<const Sample> Bucketed::bucket(std::size_t index) const {
    return std::span(m_samples).subspan(m_begins[index], m_begins[index + 1] - m_begins[index]);
}

RowNames namesOf(const Facts& facts, Kind kind, Row row) {
    const auto of = [](const auto& record) { return RowNames{record.source, record.id}; };
    switch (kind) {
    case Kind::deployment:
        return of(facts.deployments[row]);
    case Kind::change:
        return of(facts.changes[row]);
    case Kind::incident:
        return of(facts.incidents[row]);
    case Kind::commit:
        break;
    }
    return {facts.commits[row].repository, facts.commits[row].sha};
}

Samples explain(const Study& study, Key key, Window window) {
    Samples rows = evidence(study, key);
    std::erase_if(rows, [&](const Sample& each) { return !window.holds(each.at); });
    for (Sample& each : rows) each = settled(study, key, each);
    std::stable_sort(rows.begin(), rows.end(), [&study](const Sample& a, const Sample& b) {
        if (a.at != b.at) return a.at < b.at;
        return identityOf(study.facts, a) < identityOf(study.facts, b);
    });
    return rows;
}

} // namespace shipglass::dora
