// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/terms.h"

#include "insight/dora/facts.h"
#include "records/nearest.h"

#include <set>

namespace shipglass::delivery {

namespace {

using Texts = std::set<std::string_view>;

[[noreturn]] void refuse(std::string message) { throw Failure(Fault::config, std::move(message)); }

[[noreturn]] void refuse(const std::string& word, const char* what, const Texts& known) {
    const auto nearest = nearestWord(word, known);
    refuse("There is no " + std::string(what) + " " + word +
           (nearest.empty() ? "; none is known." : "; did you mean " + nearest + "?"));
}

/// Every name that rows have in a field, without the empty one.
template <class T>
void collect(const std::vector<T>& table, dora::Name T::*field, std::set<dora::Name>& names) {
    for (const T& row : table)
        if (row.*field != 0) names.insert(row.*field);
}
std::set<dora::Name> environmentsIn(const dora::Facts& facts) {
    std::set<dora::Name> names;
    collect(facts.deployments, &dora::DeploymentRow::environment, names);
    return names;
}
/// An incident may name an environment by another word of production than its service's deployments do.
std::set<dora::Name> environmentsOfAll(const dora::Facts& facts) {
    auto names = environmentsIn(facts);
    collect(facts.incidents, &dora::IncidentRow::environment, names);
    return names;
}
std::set<dora::Name> servicesIn(const dora::Facts& facts) {
    std::set<dora::Name> names;
    collect(facts.deployments, &dora::DeploymentRow::service, names);
    collect(facts.changes, &dora::ChangeRow::service, names);
    collect(facts.incidents, &dora::IncidentRow::service, names);
    return names;
}

/// Those of the names that are wanted.
template <class Wanted>
std::vector<dora::Name> chosen(const dora::Facts& facts, const std::set<dora::Name>& names, Wanted wanted) {
    std::vector<dora::Name> found;
    for (const dora::Name name : names)
        if (wanted(facts.names[name])) found.push_back(name);
    return found;
}

Texts textsOf(const dora::Facts& facts, const std::set<dora::Name>& names) {
    Texts texts;
    for (const dora::Name name : names) texts.insert(facts.names[name]);
    return texts;
}

Texts servicesKnown(const Terms& terms, const dora::Facts& facts) {
    Texts known = textsOf(facts, servicesIn(facts));
    for (const ServiceRule& rule : terms.rules.services) known.insert(rule.name);
    return known;
}
Texts teamsKnown(const Terms& terms) {
    Texts teams;
    for (const ServiceRule& rule : terms.rules.services)
        if (!rule.team.empty()) teams.insert(rule.team);
    return teams;
}

Texts servicesOfTeam(const std::string& team, const Terms& terms) {
    Texts services;
    for (const ServiceRule& rule : terms.rules.services)
        if (rule.team == team) services.insert(rule.name);
    if (services.empty()) refuse(team, "team", teamsKnown(terms));
    return services;
}

/// The services that are asked for; nothing for all.
std::optional<Texts> wantedServices(const Whose& whose, const Terms& terms, const dora::Facts& facts) {
    if (whose.service.empty() && whose.team.empty()) return std::nullopt;
    if (whose.service.empty()) return servicesOfTeam(whose.team, terms);
    if (!whose.team.empty() && !servicesOfTeam(whose.team, terms).contains(whose.service))
        refuse("The service " + whose.service + " is not of the team " + whose.team + ".");
    if (const auto known = servicesKnown(terms, facts); !known.contains(whose.service))
        refuse(whose.service, "service", known);
    return Texts{whose.service};
}

std::vector<std::string> listOf(const Texts& texts) { return {texts.begin(), texts.end()}; }

} // namespace

std::vector<std::string> knownServices(const Terms& terms, const dora::Facts& facts) {
    return listOf(servicesKnown(terms, facts));
}
std::vector<std::string> knownTeams(const Terms& terms) { return listOf(teamsKnown(terms)); }
std::vector<std::string> knownEnvironments(const dora::Facts& facts) {
    return listOf(textsOf(facts, environmentsIn(facts)));
}

dora::Scope scopeOf(const Whose& whose, const Terms& terms, const dora::Facts& facts) {
    dora::Scope scope;
    if (const auto wanted = wantedServices(whose, terms, facts))
        scope.services =
            chosen(facts, servicesIn(facts), [&](std::string_view name) { return wanted->contains(name); });
    const auto& only = whose.environment;
    if (const auto known = textsOf(facts, environmentsIn(facts)); !only.empty() && !known.contains(only))
        refuse(only, "environment", known);
    scope.productionTier = only.empty();
    scope.environments = chosen(facts, environmentsOfAll(facts), [&](std::string_view name) {
        return only.empty() ? fitsAny(terms.production, name) : name == only;
    });
    return scope;
}

dora::Question questionOn(const Terms& terms, const Whose& whose, const dora::Facts& facts) {
    dora::Question question;
    question.scope = scopeOf(whose, terms, facts);
    question.calendar = terms.calendar;
    question.incidentWindow = terms.incidentWindow;
    question.reportYear = terms.reportYear;
    return question;
}

} // namespace shipglass::delivery
