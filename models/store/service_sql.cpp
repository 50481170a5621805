// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/columns.h"
#include "store/query_sql.h"

#include "query/fold.h"

#include <algorithm>

namespace shipglass {

namespace {

using query::Pattern;

std::vector<Pattern> globs(const std::vector<std::string>& texts) {
    std::vector<Pattern> patterns;
    for (const std::string& text : texts) patterns.push_back({text, true, std::nullopt});
    return patterns;
}

Condition allLabels(Kind kind, const Labels& labels) {
    Condition all;
    for (const auto& [key, value] : labels) all.both(labelCondition(kind, key, globs({value}), false));
    return all.sql.empty() ? all : all.within("", "");
}

/// The condition that a record belongs to a service by its rule.
Condition belongs(const ServiceRule& rule, Kind kind) {
    Condition any;
    for (const auto& [field, texts] :
         {std::pair("repository", &rule.repositories), std::pair("project", &rule.projects),
          std::pair("pipeline", &rule.pipelines)})
        if (!texts->empty() && storageOf(kind, field) == Storage::name)
            any.either(nameCondition(std::string("r.") + field, field, globs(*texts), false));
    any.either(allLabels(kind, rule.labels));
    if (kind == Kind::alert) any.either(allLabels(kind, rule.incidentLabels));
    return any.sql.empty() ? never : any;
}

/// Whether a service, or its team, is what the term asks for.
bool wanted(const query::Resolved& term, const std::string& service, const ServiceRules& rules) {
    const std::string text = term.field.name == "team" ? teamOf(service, rules) : service;
    return !text.empty() &&
           std::any_of(term.patterns.begin(), term.patterns.end(), [&](const Pattern& pattern) {
               if (term.op == query::Operator::exact) return pattern.text == text;
               return pattern.glob ? query::globFolded(pattern.text, text)
                                   : query::equalFolded(pattern.text, text);
           });
}

/// What the system itself calls the service, where no rule holds.
Condition ownService(const query::Resolved& term, const ServiceRules& rules) {
    const bool exactly = term.op == query::Operator::exact;
    if (term.field.name == "service") return nameCondition("r.service", "service", term.patterns, exactly);
    std::vector<Pattern> names;
    for (const ServiceRule& rule : rules)
        if (wanted(term, rule.name, rules)) names.push_back({rule.name, false, std::nullopt});
    return nameCondition("r.service", "service", names, true);
}

} // namespace

Condition serviceCondition(const query::Resolved& term, const SqlContext& context) {
    Condition cases;
    for (const ServiceRule& rule : context.services) {
        const Condition holds = belongs(rule, context.kind);
        if (holds.sql == never.sql) continue;
        cases.join("",
                   holds.within(" WHEN ", wanted(term, rule.name, context.services) ? " THEN 1" : " THEN 0"));
    }
    const Condition own = ownService(term, context.services);
    if (cases.sql.empty()) return own;
    cases.join("", own.within(" ELSE ", ""));
    return {"(CASE" + cases.sql + " END)", cases.binds};
}

} // namespace shipglass
