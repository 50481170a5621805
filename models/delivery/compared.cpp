// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/compared.h"

#include "codec/parts.h"

namespace shipglass::delivery {

namespace {

const std::string attribute = "compared";

std::string textIn(const Attributes& fields, const std::string& name) {
    const auto found = fields.find(name);
    const auto* text = found == fields.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text ? *text : std::string();
}

const std::string* jsonIn(const Attributes& fields, const std::string& name) {
    const auto found = fields.find(name);
    const auto* json = found == fields.end() ? nullptr : std::get_if<JsonText>(&found->second);
    return json ? &json->text : nullptr;
}

} // namespace

std::optional<Compared> comparedOf(const Attributes& attributes) {
    const auto* kept = jsonIn(attributes, attribute);
    if (!kept) return std::nullopt;
    const auto fields = attributesFromJson(*kept);
    const auto at = parseTime(textIn(fields, "at"));
    if (!at) return std::nullopt;
    Compared compared;
    compared.from = textIn(fields, "from"), compared.to = textIn(fields, "to");
    compared.by = textIn(fields, "by"), compared.at = *at;
    if (const auto* commits = jsonIn(fields, "commits"))
        compared.commits = partFromJson<std::vector<ChangeCommit>>(*commits);
    compared.fault = fromWord<Fault>(textIn(fields, "fault")).value_or(Fault::unsupported);
    compared.message = textIn(fields, "message");
    return compared;
}

void keepCompared(Attributes& attributes, const Compared& compared) {
    Attributes fields{{"from", compared.from}, {"to", compared.to}, {"at", formatTime(compared.at)}};
    if (!compared.by.empty()) fields["by"] = compared.by;
    if (compared.commits) {
        fields["commits"] = JsonText{partToJson(*compared.commits)};
    } else {
        fields["fault"] = std::string(word(compared.fault));
        fields["message"] = compared.message;
    }
    attributes[attribute] = JsonText{attributesToJson(fields)};
}

std::vector<RepositoryCommit> shipped(const Compared& answered, const std::string& repository) {
    std::vector<RepositoryCommit> made;
    if (!answered.commits) return made;
    made.reserve(answered.commits->size());
    for (const ChangeCommit& commit : *answered.commits) made.push_back({repository, commit.sha});
    return made;
}

} // namespace shipglass::delivery
