// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/promotions.h"

#include <algorithm>
#include <tuple>

namespace shipglass {

namespace {

constexpr std::int64_t leastSeen = 2, leastShare = 3;
constexpr int offTheWay = 4;

/// The place of a tier on the way of a version.
int rankOf(Tier tier) {
    switch (tier) {
    case Tier::development:
        return 0;
    case Tier::testing:
        return 1;
    case Tier::staging:
        return 2;
    case Tier::production:
        return 3;
    case Tier::other:
    case Tier::unknown:
        break;
    }
    return offTheWay;
}

const Deployment& deploymentOf(const Row* row) { return std::get<Deployment>(row->record); }

/// When each version first came to an environment.
std::map<std::string, Time> arrivalsOf(const Shipments& shipments) {
    std::map<std::string, Time> arrivals;
    for (const Row* row : shipments) {
        const auto& version = versionKey(deploymentOf(row));
        const auto at = arrivedAt(deploymentOf(row));
        if (!version.empty() && at) arrivals.emplace(version, *at);
    }
    return arrivals;
}

/// The newest deployment that names a tier decides.
std::map<std::string, Tier> tiersOf(const std::map<DeploymentPlace, Shipments>& shipped) {
    std::map<std::string, std::pair<std::optional<Time>, Tier>> newest;
    for (const auto& [place, shipments] : shipped)
        for (const Row* row : shipments) {
            auto& [at, tier] = newest[place.environment];
            const auto arrived = arrivedAt(deploymentOf(row));
            if (deploymentOf(row).tier == Tier::unknown || arrived < at) continue;
            at = arrived;
            tier = deploymentOf(row).tier;
        }
    newest.erase("");
    std::map<std::string, Tier> tiers;
    for (const auto& [name, known] : newest) tiers[name] = known.second;
    return tiers;
}

std::optional<Millis> medianOf(std::vector<Millis> spans) {
    if (spans.empty()) return std::nullopt;
    std::sort(spans.begin(), spans.end());
    const auto half = spans.size() / 2;
    return spans.size() % 2 == 1 ? spans[half] : (spans[half - 1] + spans[half]) / 2;
}

/// Puts environments one after the other, next always one that nothing which is left leads to; where all that
/// is left goes in circles, the one that least leads to.
class Ordering {
public:
    Ordering(const Promotions& promotions, const std::vector<Environment>& environments) {
        for (const Environment& one : environments) m_nodes.push_back({one, 0, rankOf(one.tier), {}, false});
        for (Node& from : m_nodes)
            for (Node& to : m_nodes)
                if (promotions.leads(from.environment.name, to.environment.name)) connect(from, to);
    }

    std::vector<Environment> ordered() {
        std::vector<Environment> ordered;
        while (ordered.size() < m_nodes.size()) {
            Node& next = *std::min_element(m_nodes.begin(), m_nodes.end(),
                                           [](const Node& a, const Node& b) { return key(a) < key(b); });
            next.isPlaced = true;
            for (Node* to : next.onwards) --to->before;
            ordered.push_back(next.environment);
        }
        return ordered;
    }

private:
    struct Node {
        Environment environment;
        int before = 0; ///< How many of those left lead to it.
        int place = 0;  ///< By its tier; without one it stands where the first that it leads to does.
        std::vector<Node*> onwards;
        bool isPlaced = false;
    };

    static void connect(Node& from, Node& to) {
        from.onwards.push_back(&to);
        from.place = std::min(from.place, rankOf(to.environment.tier));
        ++to.before;
    }
    static std::tuple<bool, int, int, bool, std::string_view> key(const Node& node) {
        const auto& [name, tier] = node.environment;
        return {node.isPlaced, node.before, node.place, tier == Tier::unknown, name};
    }

    std::vector<Node> m_nodes;
};

} // namespace

Promotions::Promotions(const std::map<DeploymentPlace, Shipments>& shipped) : m_tiers(tiersOf(shipped)) {
    using Stops = std::vector<std::pair<Time, std::string>>;
    std::map<std::pair<std::string, std::string>, Stops> versions; // By service and version.
    for (const auto& [place, shipments] : shipped) {
        if (place.environment.empty()) continue;
        const auto arrivals = arrivalsOf(shipments);
        m_arrived[place] = static_cast<std::int64_t>(arrivals.size());
        for (const auto& [version, at] : arrivals)
            versions[{place.service, version}].emplace_back(at, place.environment);
    }
    for (const auto& [version, stops] : versions)
        for (const auto& [at, from] : stops)
            for (const auto& [later, to] : stops)
                if (at < later) m_ways[{from, to}][version.first].push_back(later - at);
    for (const auto& [name, tier] : m_tiers) m_environments.push_back({name, tier});
    m_environments = Ordering(*this, m_environments).ordered();
}

std::int64_t Promotions::wentOn(const Way& way) const {
    std::int64_t count = 0;
    if (const auto found = m_ways.find(way); found != m_ways.end())
        for (const auto& [service, spans] : found->second) count += static_cast<std::int64_t>(spans.size());
    return count;
}

bool Promotions::leads(const std::string& from, const std::string& to) const {
    const auto first = m_tiers.find(from), second = m_tiers.find(to);
    if (first == m_tiers.end() || second == m_tiers.end()) return false;
    const int here = rankOf(first->second), there = rankOf(second->second);
    if (here != there && here != offTheWay && there != offTheWay) return here < there;
    const auto onwards = wentOn({from, to});
    return onwards >= leastSeen && onwards >= leastShare * wentOn({to, from});
}

/// Only services that were in both: the others are not on this way.
PromotionStep Promotions::step(const Way& way, const std::vector<std::string>& services) const {
    PromotionStep step{way.first, way.second, 0, 0, {}};
    const auto ways = m_ways.find(way);
    std::vector<Millis> all;
    for (const auto& service : services) {
        const auto here = m_arrived.find({service, way.first});
        if (here == m_arrived.end() || !m_arrived.contains({service, way.second})) continue;
        step.arrived += here->second;
        if (ways == m_ways.end() || !ways->second.contains(service)) continue;
        const auto& spans = ways->second.at(service);
        all.insert(all.end(), spans.begin(), spans.end());
    }
    step.wentOn = static_cast<std::int64_t>(all.size());
    step.median = medianOf(std::move(all));
    return step;
}

std::string Promotions::before(const std::string& service, const std::string& environment) const {
    std::string nearest;
    for (auto from = m_environments.rbegin(); from != m_environments.rend(); ++from) {
        if (!m_arrived.contains({service, from->name}) || !leads(from->name, environment)) continue;
        if (step({from->name, environment}, {service}).wentOn > 0) return from->name;
        if (nearest.empty()) nearest = from->name;
    }
    return nearest;
}

std::vector<PromotionStep> Promotions::path(const std::vector<std::string>& services) const {
    std::vector<PromotionStep> steps;
    for (const Environment& to : m_environments)
        for (auto from = m_environments.rbegin(); from != m_environments.rend(); ++from) {
            if (!leads(from->name, to.name)) continue;
            auto found = step({from->name, to.name}, services);
            if (found.wentOn == 0) continue;
            steps.push_back(std::move(found));
            break;
        }
    return steps;
}

std::vector<PromotionStop> stopsOf(const std::string& version, const std::vector<Row>& deployments) {
    std::vector<PromotionStop> stops;
    if (version.empty()) return stops;
    const auto shipped = shipmentsOf(deployments);
    const Promotions promotions(shipped);
    std::map<std::string, std::optional<Time>> arrived;
    for (const auto& [place, shipments] : shipped)
        if (const auto all = arrivalsOf(shipments); all.contains(version) && !place.environment.empty())
            arrived[place.environment] = all.at(version);
    const auto isOnItsWay = [&](const std::string& name) {
        return arrived.contains(name) || std::any_of(arrived.begin(), arrived.end(), [&](const auto& entry) {
                   return promotions.leads(name, entry.first) || promotions.leads(entry.first, name);
               });
    };
    for (const Environment& environment : promotions.environments())
        if (isOnItsWay(environment.name))
            stops.push_back({environment.name, arrived[environment.name], false});
    for (auto stop = stops.rbegin(); stop != stops.rend() && !stop->at; ++stop) stop->isAhead = true;
    return stops;
}

} // namespace shipglass
