// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin_query.h"

#include "delivery/origin.h"
#include "query/match.h"
#include "query/queries.h"

#include <algorithm>
#include <array>

namespace shipglass::delivery {

namespace {

using query::Operator;
using query::Query;
using query::Term;

bool isAbout(const Term& term, std::initializer_list<std::string_view> fields) {
    return std::find(fields.begin(), fields.end(), term.field) != fields.end();
}

/// A computed deployment has these from its record as they are.
bool isCarried(const Term& term) {
    return isAbout(term, {"source", "project", "repository", "commit", "title", "labels", "url"});
}

/// One id that is asked for is that of one of these records.
Query idsFor(const Term& term) {
    if (term.field != "id" || term.op != Operator::exact || term.negated || term.values.size() != 1)
        return {};
    auto ids = originIds(term.values.front().text);
    if (ids.empty()) ids.emplace_back(); // No record has that.
    return queries::exactly("id", ids);
}

/// A run of no service may be a deployment of a rule that claims nothing.
Query servicesOf(const ServiceRules& rules) {
    const bool free = rules.front().from == DeploymentOrigin::pipeline &&
                      std::any_of(rules.begin(), rules.end(), claimsNothing);
    return free ? Query() : queries::exactly("service", namesOf(rules));
}

Query tagsOf(const ServiceRules& rules) {
    std::vector<std::string> tags;
    for (const ServiceRule& rule : rules) tags.push_back(rule.deployTags);
    return queries::like("version", tags);
}

Query globsOf(const ServiceRules& rules) {
    switch (rules.front().from) {
    case DeploymentOrigin::pipeline:
        return deployingPipelines(rules);
    case DeploymentOrigin::tag:
        return tagsOf(rules);
    default:
        return {};
    }
}

} // namespace

ServiceRules rulesFrom(DeploymentOrigin origin, const ServiceRules& rules, const Query& where) {
    Query services;
    for (const Term& term : where.terms)
        if (isAbout(term, {"service", "team"})) services.terms.push_back(term);
    ServiceRules wanted;
    for (const ServiceRule& rule : rules) {
        Deployment any;
        any.service = rule.name;
        if (rule.from == origin && query::matches(services, any, {Time{}, &rules, false}))
            wanted.push_back(rule);
    }
    return wanted;
}

Query originQuery(const ServiceRules& rules, const Query& where) {
    Query narrow;
    for (const Term& term : where.terms) {
        if (isCarried(term)) narrow.terms.push_back(term);
        narrow = queries::both(std::move(narrow), idsFor(term));
    }
    return queries::both(queries::both(std::move(narrow), servicesOf(rules)), globsOf(rules));
}

Query storedQuery(const ServiceRules& rules, const Query& where) {
    ServiceRules elsewhere = rules;
    std::erase_if(elsewhere, [](const auto& rule) { return rule.from == DeploymentOrigin::api; });
    return queries::both(where, queries::none("service", namesOf(elsewhere)));
}

Query deployingPipelines(const ServiceRules& rules) {
    std::vector<std::string> pipelines;
    for (const ServiceRule& rule : rules)
        if (rule.from == DeploymentOrigin::pipeline)
            pipelines.insert(pipelines.end(), rule.deployPipelines.begin(), rule.deployPipelines.end());
    return queries::like("pipeline", pipelines);
}

std::vector<std::string> namesOf(const ServiceRules& rules) {
    std::vector<std::string> names;
    for (const ServiceRule& rule : rules) names.push_back(rule.name);
    return names;
}

std::vector<std::string> originIds(const std::string& id) {
    std::vector<std::string> ids;
    for (auto at = id.rfind('@'); at != std::string::npos && at > 0; at = id.rfind('@', at - 1))
        ids.push_back(id.substr(0, at));
    return ids;
}

} // namespace shipglass::delivery
