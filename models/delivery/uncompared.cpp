// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/uncompared.h"

#include "delivery/compared.h"
#include "delivery/marks.h"
#include "delivery/origin.h"
#include "delivery/origin_query.h"
#include "delivery/reading.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace shipglass::delivery {

namespace {

using namespace std::chrono_literals;

/// What may be over soon is asked again soon; what is missing there stays missing for a while.
Millis patienceWith(Fault fault) {
    const bool passing = fault == Fault::server || fault == Fault::timeout;
    return passing ? Millis(1h) : Millis(24h);
}

/// A success as far as comparing needs it.
struct Success {
    Uncompared wanted; ///< Without `from`.
    bool commitsKnown = false,
         byAnswer = false;            ///< Whose commits they are: the answer's, or its own source's.
    std::optional<Compared> compared; ///< Without the commits.
};

/// By service, environment and repository.
using Chains = std::map<std::tuple<std::string, std::string, std::string>, std::vector<Success>>;

bool isSha(std::string_view text) {
    constexpr std::size_t shortest = 7;
    return text.size() >= shortest && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What was deployed. A branch would be another commit by now.
std::string commitOf(const Deployment& deployment) {
    if (!deployment.commit.empty()) return deployment.commit;
    return isSha(deployment.ref) ? deployment.ref : std::string();
}

class Collector {
public:
    Collector(const Rules& rules, const UncomparedWish& wish) : m_rules(rules), m_wish(wish) {}

    void add(const Row& row);
    std::vector<Uncompared> take();

private:
    void add(const Record& record, const Deployment& deployment, const std::string& service);
    bool isProduction(const Deployment& deployment) const;
    bool isWanted(const Success& success) const;
    void pair(std::vector<Success>& chain, std::vector<Uncompared>& found) const;

    const Rules& m_rules;
    const UncomparedWish& m_wish;
    Chains m_chains;
};

void Collector::add(const Row& row) {
    const Counted as = counted(row, m_rules.services);
    if (as.made) add(row.record, *as.made, as.rule->name);
    const auto* deployment = std::get_if<Deployment>(&row.record);
    if (deployment && as.itself) add(row.record, *deployment, serviceOf(row));
}

void Collector::add(const Record& record, const Deployment& deployment, const std::string& service) {
    const auto at = finishedAt(deployment);
    if (outcomeOf(deployment) != dora::Outcome::success || at == dora::kUnknown) return;
    Success success;
    Uncompared& wanted = success.wanted;
    wanted.repository = deployment.repository.empty() ? deployment.project : deployment.repository;
    wanted.to = commitOf(deployment);
    if (wanted.repository.empty() || wanted.to.empty() || deployment.environment.empty()) return;
    wanted.kind = kindOf(record), wanted.source = common(record).source, wanted.id = common(record).id;
    wanted.finishedAt = fromEpochMs(at), wanted.production = isProduction(deployment);
    success.commitsKnown = deployment.commits.has_value();
    success.compared = comparedOf(deployment.attributes);
    if (success.compared) {
        success.byAnswer =
            success.compared->commits && deployment.commits == shipped(*success.compared, wanted.repository);
        success.compared->commits.reset();
    }
    m_chains[{service, deployment.environment, wanted.repository}].push_back(std::move(success));
}

bool Collector::isProduction(const Deployment& deployment) const {
    const auto& names = m_wish.production;
    return deployment.tier == Tier::production ||
           std::find(names.begin(), names.end(), deployment.environment) != names.end();
}

/// An answer about other commits than these is none: another deployment has become known between.
bool Collector::isWanted(const Success& success) const {
    if (success.wanted.finishedAt < m_wish.now - m_wish.window) return false;
    if (success.commitsKnown && !success.byAnswer) return false;
    if (!success.compared) return true;
    const Compared& known = *success.compared;
    if (known.from != success.wanted.from || known.to != success.wanted.to) return true;
    return !success.commitsKnown && known.at + patienceWith(known.fault) <= m_wish.now;
}

void Collector::pair(std::vector<Success>& chain, std::vector<Uncompared>& found) const {
    std::sort(chain.begin(), chain.end(), [](const Success& a, const Success& b) {
        return std::tie(a.wanted.finishedAt, a.wanted.id) < std::tie(b.wanted.finishedAt, b.wanted.id);
    });
    for (std::size_t at = 1; at < chain.size(); ++at) {
        chain[at].wanted.from = chain[at - 1].wanted.to;
        if (isWanted(chain[at])) found.push_back(chain[at].wanted);
    }
}

std::vector<Uncompared> Collector::take() {
    std::vector<Uncompared> found;
    for (auto& [place, chain] : m_chains) pair(chain, found);
    std::sort(found.begin(), found.end(), [](const Uncompared& a, const Uncompared& b) {
        return std::tie(b.production, b.finishedAt, b.id) < std::tie(a.production, a.finishedAt, a.id);
    });
    return found;
}

} // namespace

std::vector<Kind> deliveringKinds(const ServiceRules& services) {
    std::vector<Kind> kinds{Kind::deployment};
    if (anyFrom(DeploymentOrigin::pipeline, services)) kinds.push_back(Kind::run);
    if (anyFrom(DeploymentOrigin::change, services)) kinds.push_back(Kind::change);
    return kinds;
}

Result<std::vector<Uncompared>> uncompared(Reader& reader, const Rules& rules, const UncomparedWish& wish) {
    reader.setServices(rules.services);
    Collector collector(rules, wish);
    Selection selection;
    selection.now = wish.now;
    selection.since = wish.now - 2 * wish.window; // the success before the first may be older
    selection.withDetails = true;
    for (const Kind kind : deliveringKinds(rules.services)) {
        selection.kind = kind;
        selection.where = kind == Kind::run ? deployingPipelines(rules.services) : query::Query();
        const auto read = eachRow(reader, selection, [&](const Row& row) { collector.add(row); });
        if (!read) return read.error();
    }
    return collector.take();
}

} // namespace shipglass::delivery
