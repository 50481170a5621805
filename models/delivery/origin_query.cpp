// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/origin_query.h"

#include "delivery/origin.h"
#include "query/match.h"

#include <algorithm>
#include <array>

namespace shipglass::delivery {

namespace {

using query::Operator;
using query::Query;
using query::Term;

/// Values that are globs, or names as they are.
Term oneOf(const std::string& field, Operator op, const std::vector<std::string>& values) {
    Term term;
    term.field = field;
    term.op = op;
    for (const auto& value : values) term.values.push_back({value, op == Operator::exact});
    return term;
}

bool isAbout(const Term& term, std::initializer_list<std::string_view> fields) {
    return std::find(fields.begin(), fields.end(), term.field) != fields.end();
}

/// A computed deployment has these from its record as they are.
bool isCarried(const Term& term) {
    return isAbout(term, {"source", "project", "repository", "commit", "title", "labels", "url"});
}

void addIds(const Term& term, Query& narrow) {
    if (term.field != "id" || term.op != Operator::exact || term.negated || term.values.size() != 1) return;
    auto ids = originIds(term.values.front().text);
    if (ids.empty()) ids.emplace_back(); // No record has that.
    narrow.terms.push_back(oneOf("id", Operator::exact, ids));
}

std::vector<std::string> namesOf(const ServiceRules& rules) {
    std::vector<std::string> names;
    for (const ServiceRule& rule : rules) names.push_back(rule.name);
    return names;
}

/// A run of no service may be a deployment of a rule that claims nothing.
void addServices(const ServiceRules& rules, Query& narrow) {
    const bool free = rules.front().from == DeploymentOrigin::pipeline &&
                      std::any_of(rules.begin(), rules.end(), claimsNothing);
    if (!free) narrow.terms.push_back(oneOf("service", Operator::exact, namesOf(rules)));
}

void addGlobs(const ServiceRules& rules, Query& narrow) {
    std::vector<std::string> pipelines, tags;
    for (const ServiceRule& rule : rules) {
        pipelines.insert(pipelines.end(), rule.deployPipelines.begin(), rule.deployPipelines.end());
        tags.push_back(rule.deployTags);
    }
    if (rules.front().from == DeploymentOrigin::pipeline)
        narrow.terms.push_back(oneOf("pipeline", Operator::anyOf, pipelines));
    if (rules.front().from == DeploymentOrigin::tag)
        narrow.terms.push_back(oneOf("version", Operator::anyOf, tags));
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
        addIds(term, narrow);
    }
    addServices(rules, narrow);
    addGlobs(rules, narrow);
    return narrow;
}

Query storedQuery(const ServiceRules& rules, const Query& where) {
    ServiceRules elsewhere = rules;
    std::erase_if(elsewhere, [](const auto& rule) { return rule.from == DeploymentOrigin::api; });
    Query narrow = where;
    narrow.terms.push_back(oneOf("service", Operator::exact, namesOf(elsewhere)));
    narrow.terms.back().negated = true;
    return narrow;
}

std::vector<std::string> originIds(const std::string& id) {
    std::vector<std::string> ids;
    for (auto at = id.rfind('@'); at != std::string::npos && at > 0; at = id.rfind('@', at - 1))
        ids.push_back(id.substr(0, at));
    return ids;
}

} // namespace shipglass::delivery
