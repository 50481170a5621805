// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery_maker.h"

#include "run_maker.h"

#include <algorithm>

namespace shipglass::bench {

namespace {

constexpr Millis threeYears = std::chrono::hours{24 * 365 * 3};
constexpr std::size_t services = 50, commitsOfAChange = 2;

/// A number that looks like chance and hangs on nothing but its own.
std::uint64_t mixed(std::uint64_t number, std::uint64_t salt) {
    std::uint64_t value = number * 0x9E3779B97F4A7C15ULL + salt * 0xBF58476D1CE4E5B9ULL + 1;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

bool oneIn(std::uint64_t of, std::size_t number, std::uint64_t salt) { return mixed(number, salt) % of == 0; }

std::string shaOf(std::size_t change, std::size_t commit) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string sha;
    for (std::uint64_t part = 0; part < 3; ++part)
        for (auto value = mixed(change * 2 + commit, 10 + part), left = std::uint64_t{16}; left > 0; --left) {
            sha += digits[value % 16];
            value /= 16;
        }
    return sha.substr(0, 40);
}

std::string serviceOf(std::size_t number) { return "service-" + std::to_string(number % services); }

Millis hours(std::uint64_t most, std::size_t number, std::uint64_t salt) {
    return Millis{static_cast<std::int64_t>(mixed(number, salt) % (most * 3'600'000))};
}

} // namespace

DeliveryMaker::DeliveryMaker(std::size_t deployments, std::size_t incidents)
    : m_deployments(deployments), m_incidents(incidents) {}

Time DeliveryMaker::finishedAt(std::size_t number) const {
    return historyEnd -
           threeYears / static_cast<std::int64_t>(m_deployments) * static_cast<std::int64_t>(number + 1);
}

Deployment DeliveryMaker::deployment(std::size_t number) const {
    Deployment made;
    made.source = "cd", made.id = "deployment-" + std::to_string(number);
    made.service = made.project = serviceOf(number);
    made.environment = "production", made.tier = Tier::production;
    const bool back = oneIn(50, number, 1);
    made.version = "v" + std::to_string(m_deployments - number - (back ? 2 * services : 0));
    made.commit = shaOf(number, 0);
    made.commits.emplace();
    for (std::size_t commit = 0; !back && commit < commitsOfAChange; ++commit)
        made.commits->push_back({made.project, shaOf(number, commit)});
    made.status = oneIn(20, number, 2) ? DeploymentStatus::failure : DeploymentStatus::success;
    made.finishedAt = finishedAt(number);
    made.createdAt = made.startedAt = *made.finishedAt - std::chrono::minutes(5);
    made.history = {{*made.finishedAt, made.status, false}};
    return made;
}

Change DeliveryMaker::change(std::size_t number) const {
    Change made;
    made.source = "vcs", made.id = serviceOf(number) + "#" + std::to_string(m_deployments - number);
    made.service = made.project = made.repository = serviceOf(number);
    made.title = "Change " + std::to_string(number);
    if (oneIn(100, number, 3)) made.title = "Revert \"Change " + std::to_string(number + services) + "\"";
    made.branch = oneIn(100, number, 4) ? "hotfix/now" : "topic/x";
    made.commit = shaOf(number, 0);
    made.mergedAt = finishedAt(number) - std::chrono::minutes(10) - hours(3, number, 5);
    made.approvedAt = *made.mergedAt - hours(2, number, 6);
    made.reviewedAt = *made.approvedAt - hours(5, number, 7);
    made.openedAt = *made.reviewedAt - hours(20, number, 8);
    made.firstCommitAt = *made.openedAt - hours(50, number, 9);
    made.commits.emplace();
    for (std::size_t commit = 0; commit < commitsOfAChange; ++commit)
        made.commits->push_back(
            {shaOf(number, commit), *made.openedAt - hours(50, number, 20 + commit), made.mergedAt, false});
    return made;
}

Alert DeliveryMaker::incident(std::size_t number) const {
    const std::size_t after = number * (m_deployments / std::max<std::size_t>(m_incidents, 1));
    Alert made;
    made.source = "pager", made.id = "incident-" + std::to_string(number);
    made.key = made.id, made.service = serviceOf(after), made.incident = true;
    made.environment = "production", made.severity = Severity::critical;
    made.startedAt = finishedAt(after) + hours(4, number, 30);
    if (!oneIn(50, number, 31)) made.resolvedAt = *made.startedAt + hours(12, number, 32);
    made.state = made.resolvedAt ? AlertState::resolved : AlertState::firing;
    return made;
}

std::vector<Record> DeliveryMaker::make(Kind kind, std::size_t begin, std::size_t count) const {
    std::vector<Record> made;
    made.reserve(count);
    for (std::size_t number = begin; number < begin + count; ++number) {
        if (kind == Kind::deployment) made.emplace_back(deployment(number));
        if (kind == Kind::change) made.emplace_back(change(number));
        if (kind == Kind::alert) made.emplace_back(incident(number));
    }
    return made;
}

} // namespace shipglass::bench
