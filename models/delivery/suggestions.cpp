// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/suggestions.h"

#include "delivery/origin_query.h"
#include "delivery/seen_records.h"
#include "query/queries.h"

#include <algorithm>

namespace shipglass::delivery {

namespace {

/// Records that seem to belong together, by what would claim them.
using Groups = std::map<std::string, SeenRecords>;

/// What none of the services claims.
query::Query unclaimed(const ServiceRules& rules) {
    return rules.empty() ? query::Query() : queries::none("service", namesOf(rules));
}

std::string firstOf(std::initializer_list<std::string> texts) {
    const auto first = std::ranges::find_if(texts, [](const auto& text) { return !text.empty(); });
    return first == texts.end() ? std::string() : *first;
}

std::string keyOf(const Change& change) { return firstOf({change.repository, change.project}); }
std::string keyOf(const Deployment& deployment) {
    return firstOf({deployment.repository, deployment.service, deployment.project});
}
std::string keyOf(const Run& run) { return firstOf({run.repository, run.project, run.pipeline}); }

template <class R> void addTo(Groups& groups, const R& record) {
    const auto key = keyOf(record);
    if (key.empty()) return;
    SeenRecords& seen = groups[key];
    if (!record.repository.empty()) seen.repository = record.repository;
    if (record.repository.empty() && key == record.project) seen.project = key;
    seen.add(record);
}

template <class R> void read(Reader& reader, const Selection& selection, Groups& groups) {
    Selection kind = selection;
    kind.kind = kindFor<R>();
    for (const Row& row : reader.read(kind).orThrow()) addTo(groups, std::get<R>(row.record));
}

std::string lastPart(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

/// What most of its records are called, else the last part of what they have in common.
std::string nameOf(const std::string& key, const SeenRecords& seen) {
    const auto most = std::max_element(seen.services.begin(), seen.services.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == seen.services.end() ? lastPart(key) : most->first;
}

/// Deployments that only name their service go to the repository whose service that is.
void joinByName(Groups& groups) {
    std::map<std::string, std::string> repositories; // By name.
    for (const auto& [key, seen] : groups)
        if (!seen.repository.empty()) repositories.emplace(nameOf(key, seen), key);
    std::erase_if(groups, [&](const auto& group) {
        const auto own = repositories.find(group.first);
        if (!group.second.repository.empty() || own == repositories.end()) return false;
        groups.at(own->second).add(group.second);
        return true;
    });
}

bool isLoose(const SeenRecords& seen) { return seen.repository.empty() && seen.project.empty(); }

/// A pipeline that names nothing else is claimed by its name, and so would be those of that name elsewhere.
void dropShared(Groups& groups) {
    std::map<std::string, int> groupsWith; // By pipeline.
    for (const auto& [key, seen] : groups)
        for (const auto& [pipeline, count] : seen.pipelines) ++groupsWith[pipeline];
    std::erase_if(groups, [&](const auto& group) {
        return isLoose(group.second) && std::ranges::any_of(group.second.pipelines, [&](const auto& one) {
                   return groupsWith[one.first] > 1;
               });
    });
}

/// A name that is taken gives way to the whole path.
std::string freeName(const std::string& key, const SeenRecords& seen, std::set<std::string>& taken) {
    auto name = nameOf(key, seen);
    if (taken.contains(name)) {
        name = key;
        std::replace(name.begin(), name.end(), '/', '-');
    }
    while (!taken.insert(name).second) name += "-2";
    return name;
}

SuggestedService suggestionOf(const std::string& key, const SeenRecords& seen, std::set<std::string>& taken) {
    SuggestedService made;
    made.rule.name = freeName(key, seen, taken);
    if (!seen.repository.empty()) made.rule.repositories = {seen.repository};
    if (!seen.project.empty()) made.rule.projects = {seen.project};
    if (isLoose(seen))
        for (const auto& [pipeline, count] : seen.pipelines) made.rule.pipelines.push_back(pipeline);
    made.why = chooseOrigin(seen, made.rule);
    made.records = seen.records;
    return made;
}

std::vector<SuggestedService> suggestionsOf(const Groups& groups, const ServiceRules& rules) {
    std::set<std::string> taken;
    for (const ServiceRule& rule : rules) taken.insert(rule.name);
    std::vector<SuggestedService> made;
    for (const auto& [key, seen] : groups) made.push_back(suggestionOf(key, seen, taken));
    // A record belongs to the first service that claims it, and its repository says more than its project.
    std::ranges::stable_sort(made, std::greater(), [](const SuggestedService& one) {
        return std::pair(!one.rule.repositories.empty(), one.records);
    });
    return made;
}

} // namespace

Result<std::vector<SuggestedService>> suggestServices(Reader& reader, Time now) {
    Selection selection;
    selection.where = unclaimed(reader.services());
    selection.limit = mostSeen;
    selection.now = now;
    Groups groups;
    try {
        read<Deployment>(reader, selection, groups);
        read<Change>(reader, selection, groups);
        read<Run>(reader, selection, groups);
    } catch (const Failure& failure) {
        return failure.error();
    }
    joinByName(groups);
    dropShared(groups);
    return suggestionsOf(groups, reader.services());
}

} // namespace shipglass::delivery
