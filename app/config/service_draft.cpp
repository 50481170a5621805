// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/service_draft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace shipglass {

namespace {

template <class Json> std::string compact(const Json& value) {
    return QJsonDocument(value).toJson(QJsonDocument::Compact).toStdString();
}

QJsonArray listOf(const std::vector<std::string>& texts) {
    QJsonArray list;
    for (const auto& text : texts) list.append(QString::fromStdString(text));
    return list;
}

QJsonObject mapOf(const Labels& labels) {
    QJsonObject map;
    for (const auto& [key, value] : labels)
        map.insert(QString::fromStdString(key), QString::fromStdString(value));
    return map;
}

QJsonObject originOf(const ServiceRule& rule) {
    QJsonObject origin{{"from", QLatin1String(word(rule.from).data())}};
    const auto put = [&](const char* key, const std::string& text) {
        if (!text.empty()) origin.insert(QLatin1String(key), QString::fromStdString(text));
    };
    if (!rule.deployPipelines.empty()) origin.insert("pipelines", listOf(rule.deployPipelines));
    put("stage", rule.deployStage);
    put("tags", rule.deployTags);
    put("environment", rule.deployEnvironment);
    return origin;
}

} // namespace

SourceDraft draftOf(const ServiceRule& rule) {
    SourceDraft draft;
    draft.text("name", rule.name);
    if (!rule.team.empty()) draft.text("team", rule.team);
    const auto put = [&](const char* key, std::string json) {
        draft.entries.emplace_back(key, std::move(json));
    };
    if (!rule.repositories.empty()) put("repositories", compact(listOf(rule.repositories)));
    if (!rule.projects.empty()) put("projects", compact(listOf(rule.projects)));
    if (!rule.pipelines.empty()) put("pipelines", compact(listOf(rule.pipelines)));
    if (!rule.labels.empty()) put("labels", compact(mapOf(rule.labels)));
    // Without the line they are those of the API.
    if (const auto origin = originOf(rule); origin != originOf(ServiceRule()))
        put("deployments", compact(origin));
    if (!rule.incidentLabels.empty())
        put("incidents", compact(QJsonObject{{"labels", mapOf(rule.incidentLabels)}}));
    return draft;
}

std::string serviceLines(const ServiceRules& rules) {
    std::string lines = "services:\n";
    for (const ServiceRule& rule : rules) lines += itemText(draftOf(rule));
    return lines;
}

} // namespace shipglass
