// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/deployments.h"

#include "delivery/lookup.h"
#include "delivery/origin.h"
#include "delivery/origin_query.h"
#include "delivery/origin_stream.h"
#include "query/match.h"

#include <algorithm>
#include <array>

namespace shipglass::delivery {

namespace {

constexpr std::size_t mostOfPage = 500;

/// The row numbers of an origin's deployments lie above those of the origins before it: rows of several
/// tables get one order, in which each keeps its own.
enum class Part : std::int64_t { stored, tags, runs, changes };
constexpr std::int64_t roomOfPart = std::int64_t{1} << 60;

std::int64_t firstOf(Part part) { return static_cast<std::int64_t>(part) * roomOfPart; }

struct Origin {
    Part part;
    DeploymentOrigin from;
    Kind kind;
};
constexpr std::array<Origin, 3> computed{{{Part::tags, DeploymentOrigin::tag, Kind::deployment},
                                          {Part::runs, DeploymentOrigin::pipeline, Kind::run},
                                          {Part::changes, DeploymentOrigin::change, Kind::change}}};

/// The rules without what they claim: a computed deployment says its service itself.
ServiceRules namesAndTeams(const ServiceRules& rules) {
    ServiceRules named(rules.size());
    std::transform(rules.begin(), rules.end(), named.begin(), [](const ServiceRule& rule) {
        ServiceRule name;
        name.name = rule.name, name.team = rule.team;
        return name;
    });
    return named;
}

/// The selection of one origin: behind the same deployment as the whole one.
Selection partOf(const Selection& whole, Part part, Kind kind) {
    Selection selection = whole;
    selection.kind = kind;
    selection.limit = whole.limit == 0 ? mostOfPage : std::min(whole.limit, mostOfPage);
    // Behind a deployment of another origin lies all of this one, or nothing, of what began with it.
    if (whole.afterRow != 0)
        selection.afterRow = std::clamp(whole.afterRow - firstOf(part), std::int64_t{1}, roomOfPart);
    return selection;
}

std::optional<Row> madeOf(const Row& row, Part part, const ServiceRules& rules) {
    Counted as = counted(row, rules);
    if (!as.made) return std::nullopt;
    return Row{row.row + firstOf(part), row.began, std::move(*as.made),
               as.rule->name,           row.stale, row.freshUntil};
}

OriginStream storedStream(Reader& reader, const Selection& whole) {
    const ServiceRules& rules = reader.services();
    Selection selection = partOf(whole, Part::stored, Kind::deployment);
    selection.where = storedQuery(rules, whole.where);
    return {reader, std::move(selection), [&rules](Row row) {
                return counted(row, rules).itself ? std::optional(std::move(row)) : std::nullopt;
            }};
}

/// What the rules make of rows is held against the query in memory.
OriginStream computedStream(Reader& reader, const Selection& whole, const Origin& origin,
                            const ServiceRules& wanted) {
    Selection selection = partOf(whole, origin.part, origin.kind);
    selection.where = originQuery(wanted, whole.where);
    selection.withDetails = true;
    const ServiceRules& rules = reader.services();
    const Time now = whole.asOf.value_or(whole.now);
    auto make = [&rules, part = origin.part, where = whole.where, now,
                 named = namesAndTeams(rules)](const Row& row) -> std::optional<Row> {
        auto made = madeOf(row, part, rules);
        if (made && !query::matches(where, made->record, {now, &named, made->stale})) made.reset();
        return made;
    };
    return {reader, std::move(selection), std::move(make)};
}

std::vector<OriginStream> streamsOf(Reader& reader, const Selection& whole) {
    std::vector<OriginStream> streams{storedStream(reader, whole)};
    for (const Origin& origin : computed)
        if (const auto wanted = rulesFrom(origin.from, reader.services(), whole.where); !wanted.empty())
            streams.push_back(computedStream(reader, whole, origin, wanted));
    return streams;
}

Result<Row> findComputed(Reader& reader, const std::string& source, const std::string& id, Time now) {
    for (const std::string& own : originIds(id))
        for (const Origin& origin : computed) {
            auto row = reader.find(origin.kind, source, own, now);
            if (!row) continue;
            auto made = madeOf(*row, origin.part, reader.services());
            if (made && common(made->record).id == id) return std::move(*made);
        }
    return Error{Fault::notFound, "there is no such deployment: " + id, 0, {}};
}

bool isComputed(const ServiceRule& rule) { return rule.from != DeploymentOrigin::api; }

} // namespace

Result<std::vector<Row>> readDeployments(Reader& reader, const Selection& selection) {
    Selection whole = selection;
    whole.kind = Kind::deployment;
    const ServiceRules& rules = reader.services();
    if (std::none_of(rules.begin(), rules.end(), isComputed)) return reader.read(whole);
    try {
        return merged(streamsOf(reader, whole), whole.limit);
    } catch (const Failure& failure) {
        return failure.error();
    }
}

Result<Row> findDeployment(Reader& reader, const std::string& source, const std::string& id, Time now,
                           std::optional<Time> asOf) {
    if (asOf) {
        const auto read = [&reader](const Selection& selection) {
            return readDeployments(reader, selection);
        };
        return findAsOf(read, Kind::deployment, source, id, *asOf);
    }
    auto stored = reader.find(Kind::deployment, source, id, now);
    if (!stored && stored.error().fault != Fault::notFound) return stored;
    if (stored && counted(*stored, reader.services()).itself) return stored;
    return findComputed(reader, source, id, now);
}

} // namespace shipglass::delivery
