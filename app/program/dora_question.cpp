// SPDX-License-Identifier: GPL-3.0-or-later
#include "program/dora_question.h"

#include "delivery/rules.h"
#include "insight/dora/dialect.h"
#include "program/dora_zone.h"
#include "program/local_zone.h"
#include "records/nearest.h"

#include <set>

namespace shipglass {

namespace {

constexpr std::int64_t kUsualDays = 90;

[[noreturn]] void refuse(std::string message) { throw Failure(Fault::config, std::move(message)); }

template <class Known>
[[noreturn]] void refuse(const std::string& word, const char* what, const Known& known) {
    const auto nearest = nearestWord(word, known);
    refuse("There is no " + std::string(what) + " " + word +
           (nearest.empty() ? "; none is known." : "; did you mean " + nearest + "?"));
}

std::chrono::weekday weekdayOf(std::string_view name) {
    constexpr std::array<std::string_view, 7> days{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
    return std::chrono::weekday(
        static_cast<unsigned>(std::find(days.begin(), days.end(), name) - days.begin()));
}

/// When a day began that is so many days from the one of a moment.
dora::Ms midnight(const dora::Zone& zone, dora::Ms at, std::int64_t days) {
    return zone.toUtc((zone.dayOf(at) + days) * dora::kDay);
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

std::set<std::string_view> textsOf(const dora::Facts& facts, const std::set<dora::Name>& names) {
    std::set<std::string_view> texts;
    for (const dora::Name name : names) texts.insert(facts.names[name]);
    return texts;
}

std::set<std::string_view> servicesOfTeam(const std::string& team, const Config& config) {
    std::set<std::string_view> teams, services;
    for (const ServiceRule& rule : config.services) {
        if (!rule.team.empty()) teams.insert(rule.team);
        if (rule.team == team) services.insert(rule.name);
    }
    if (services.empty()) refuse(team, "team", teams);
    return services;
}

/// The services that are asked for; nothing for all.
std::optional<std::set<std::string_view>> wantedServices(const cli::Dora& asked, const Config& config,
                                                         const dora::Facts& facts) {
    if (asked.service.empty() && asked.team.empty()) return std::nullopt;
    if (asked.service.empty()) return servicesOfTeam(asked.team, config);
    if (!asked.team.empty() && !servicesOfTeam(asked.team, config).contains(asked.service))
        refuse("The service " + asked.service + " is not of the team " + asked.team + ".");
    auto known = textsOf(facts, servicesIn(facts));
    for (const ServiceRule& rule : config.services) known.insert(rule.name);
    if (!known.contains(asked.service)) refuse(asked.service, "service", known);
    return std::set<std::string_view>{asked.service};
}

} // namespace

DoraPeriod doraPeriod(const cli::Dora& asked, const DoraSettings& settings, Time now) {
    DoraPeriod period;
    const auto& named = asked.timeZone.empty() ? settings.timeZone : asked.timeZone;
    period.timeZone = named.empty() ? "UTC" : named;
    const auto zone = zoneNamed(period.timeZone);
    if (!zone)
        refuse("There is no time zone " + period.timeZone + "; did you mean " + nearestZone(period.timeZone) +
               "?");
    period.calendar = {*zone, weekdayOf(settings.weekStart)};
    const auto read = [&](const std::string& text, dora::Ms usual) {
        return text.empty() ? usual : epochMs(cli::readTime(text, now, midnightIn(named)).orThrow());
    };
    period.window.until = read(asked.until, midnight(*zone, epochMs(now), 0));
    period.window.since = read(asked.since, midnight(*zone, period.window.until, -kUsualDays));
    if (period.window.since >= period.window.until)
        refuse("The window is empty: it would begin at " + formatTime(fromEpochMs(period.window.since)) +
               " and end at " + formatTime(fromEpochMs(period.window.until)) + ".");
    return period;
}

std::vector<const dora::Dialect*> doraDialects(const std::string& name) {
    std::vector<const dora::Dialect*> all;
    std::string list;
    for (const auto& dialect : dora::dialects()) {
        all.push_back(&dialect);
        list += std::string(dialect.name) + ", ";
    }
    if (name == "all") return all;
    const auto* one = dora::findDialect(name.empty() ? "dora.dev" : name);
    if (!one) refuse("There is no dialect " + name + "; there are " + list + "and all.");
    return {one};
}

dora::Scope doraScope(const cli::Dora& asked, const Config& config, const dora::Facts& facts) {
    dora::Scope scope;
    if (const auto wanted = wantedServices(asked, config, facts))
        scope.services =
            chosen(facts, servicesIn(facts), [&](std::string_view name) { return wanted->contains(name); });
    const auto environments = environmentsIn(facts);
    const auto& only = asked.environment;
    if (const auto known = textsOf(facts, environments); !only.empty() && !known.contains(only))
        refuse(only, "environment", known);
    scope.productionTier = only.empty();
    scope.environments = chosen(facts, environments, [&](std::string_view name) {
        return only.empty() ? delivery::fitsAny(config.dora.production, name) : name == only;
    });
    return scope;
}

} // namespace shipglass
