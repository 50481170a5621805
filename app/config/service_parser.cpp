// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/service_parser.h"

namespace shipglass {

ServiceRules ServiceParser::list(const YamlPtr& node) {
    ServiceRules rules;
    if (!node) return rules;
    if (node->type != YamlType::list) {
        m_mistakes.add(node->place, "a list is expected here: each service begins with \"- name:\"");
        return rules;
    }
    for (const auto& item : node->items) rules.push_back(service(item));
    return rules;
}

ServiceRule ServiceParser::service(const YamlPtr& node) {
    ServiceRule rule;
    MapReader map(node, m_mistakes);
    if (node->type != YamlType::map) return rule;
    name(map, rule, node->place);
    map.text("team", rule.team);
    map.texts("repositories", rule.repositories);
    map.texts("projects", rule.projects);
    map.texts("pipelines", rule.pipelines);
    if (const auto labels = map.child("labels"))
        rule.labels = labelsOf(labels, m_mistakes).value_or(Labels{});
    if (const auto from = map.child("deployments")) deployments(from, rule);
    if (const auto which = map.child("incidents")) incidents(which, rule);
    map.finish();
    return rule;
}

void ServiceParser::name(MapReader& map, ServiceRule& rule, Place place) {
    const auto node = map.child("name");
    if (!node) m_mistakes.add(place, "\"name\" is missing");
    if (!map.text("name", rule.name) || rule.name.empty()) return;
    const auto [first, added] = m_names.emplace(rule.name, node->place.line);
    if (!added)
        m_mistakes.add(node->place,
                       "this name is taken by the service in line " + std::to_string(first->second));
}

void ServiceParser::deployments(const YamlPtr& node, ServiceRule& rule) {
    MapReader map(node, m_mistakes);
    if (node->type != YamlType::map) return;
    origin(map, rule);
    map.texts("pipelines", rule.deployPipelines);
    map.text("stage", rule.deployStage);
    map.text("tags", rule.deployTags);
    map.text("environment", rule.deployEnvironment);
    if (rule.from == DeploymentOrigin::pipeline && !map.child("pipelines"))
        m_mistakes.add(node->place, "\"pipelines\" is missing: which pipelines deploy, as [\"deploy-*\"]");
    if (rule.from == DeploymentOrigin::tag && !map.child("tags"))
        m_mistakes.add(node->place, "\"tags\" is missing: which tags deploy, as \"v*\"");
    map.finish();
}

void ServiceParser::origin(MapReader& map, ServiceRule& rule) {
    std::string from(word(rule.from));
    if (!map.child("from")) m_mistakes.add(map.place(), "\"from\" is missing: api, pipeline, tag or change");
    map.oneOf("from", from, Words<DeploymentOrigin>::list);
    rule.from = fromWord<DeploymentOrigin>(from).value_or(rule.from);
}

void ServiceParser::incidents(const YamlPtr& node, ServiceRule& rule) {
    MapReader map(node, m_mistakes);
    if (const auto labels = map.child("labels"))
        rule.incidentLabels = labelsOf(labels, m_mistakes).value_or(Labels{});
    map.finish();
}

} // namespace shipglass
