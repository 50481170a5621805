// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/seen_records.h"

#include "query/fold.h"

#include <algorithm>

namespace shipglass::delivery {

namespace {

constexpr std::size_t mostNamed = 3;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool soundsLikeDeploying(const std::string& pipeline) {
    return std::ranges::any_of(std::array{"deploy", "release", "rollout", "promote"},
                               [&](const char* word) { return query::containsFolded(pipeline, word); });
}

/// The first few, as a list.
template <class Names> std::string listed(const Names& names) {
    std::string text;
    std::size_t count = 0;
    for (const std::string& name : names) {
        if (count == mostNamed) return text + " and others";
        text += (count++ == 0 ? "" : ", ") + name;
    }
    return text;
}

std::string counted(std::int64_t count, const std::string& one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string mostOften(const std::map<std::string, std::int64_t>& counts) {
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

std::vector<std::string> deployingPipelines(const SeenRecords& seen) {
    std::vector<std::string> names;
    for (const auto& [name, count] : seen.pipelines)
        if (soundsLikeDeploying(name)) names.push_back(name);
    return names;
}

void addCounts(std::map<std::string, std::int64_t>& to, const std::map<std::string, std::int64_t>& from) {
    for (const auto& [name, count] : from) to[name] += count;
}

} // namespace

void SeenRecords::add(const Run& run) {
    ++records;
    if (!run.pipeline.empty()) ++pipelines[run.pipeline];
    if (!run.service.empty()) ++services[run.service];
}

void SeenRecords::add(const Deployment& deployment) {
    ++records;
    if (!deployment.service.empty()) ++services[deployment.service];
    if (!deployment.environment.empty()) {
        ++deployments;
        environments.insert(deployment.environment);
        sources.insert(deployment.source);
    } else if (const auto prefix = versionPrefix(deployment.version)) {
        ++tagPrefixes[*prefix];
        if (exampleTag.empty()) exampleTag = deployment.version;
    }
}

void SeenRecords::add(const Change& change) {
    ++records;
    if (!change.service.empty()) ++services[change.service];
    if (change.mergedAt) ++changes;
}

void SeenRecords::add(const SeenRecords& other) {
    addCounts(services, other.services);
    addCounts(pipelines, other.pipelines);
    addCounts(tagPrefixes, other.tagPrefixes);
    environments.insert(other.environments.begin(), other.environments.end());
    sources.insert(other.sources.begin(), other.sources.end());
    if (exampleTag.empty()) exampleTag = other.exampleTag;
    deployments += other.deployments;
    changes += other.changes;
    records += other.records;
}

std::string chooseOrigin(const SeenRecords& seen, ServiceRule& rule) {
    if (seen.deployments > 0)
        return counted(seen.deployments, "deployment") + " to " + listed(seen.environments) +
               (seen.deployments == 1 ? " is" : " are") + " reported by " + listed(seen.sources);
    if (auto pipelines = deployingPipelines(seen); !pipelines.empty()) {
        rule.from = DeploymentOrigin::pipeline;
        rule.deployPipelines = std::move(pipelines);
        rule.deployEnvironment = "production";
        return "no deployments are reported, and " + listed(rule.deployPipelines) +
               " sounds like a pipeline that deploys";
    }
    if (!seen.tagPrefixes.empty()) {
        rule.from = DeploymentOrigin::tag;
        rule.deployTags = mostOften(seen.tagPrefixes) + "*";
        rule.deployEnvironment = "production";
        return "no deployments are reported, and tags such as " + seen.exampleTag + " look like versions";
    }
    if (seen.changes == 0) return "no deployment is known yet";
    rule.from = DeploymentOrigin::change;
    return "nothing that deploys is known, so what is merged counts as deployed";
}

std::optional<std::string> versionPrefix(const std::string& tag) {
    const auto first = std::find_if(tag.begin(), tag.end(), isDigit);
    const auto dot = std::find_if_not(first, tag.end(), isDigit);
    if (first == dot || dot == tag.end() || *dot != '.') return std::nullopt;
    if (std::next(dot) == tag.end() || !isDigit(*std::next(dot))) return std::nullopt;
    std::string prefix(tag.begin(), first);
    const bool stands = prefix.empty() || std::string_view("vV-_/").find(prefix.back()) != std::string::npos;
    return stands ? std::optional(std::move(prefix)) : std::nullopt;
}

} // namespace shipglass::delivery
