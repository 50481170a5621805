// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/latest.h"

#include "delivery/deployments.h"
#include "models/plain_text.h"

#include <algorithm>

namespace shipglass {

namespace {

QString firstOf(std::initializer_list<const std::string*> texts) {
    for (const auto* text : texts)
        if (!text->empty()) return plainLine(*text);
    return {};
}

std::optional<Latest> latestOf(const Change& change) {
    if (!change.mergedAt) return std::nullopt;
    const bool merge = change.commits && change.commits->size() > 1;
    return Latest{merge ? LatestWhat::merge : LatestWhat::commit,
                  {},
                  firstOf({&change.title, &change.commit, &change.id}),
                  plainLine(change.author),
                  firstOf({&change.repository, &change.project}),
                  safeLink(change.url),
                  *change.mergedAt};
}

std::optional<Latest> latestOf(const Deployment& deployment) {
    const auto at = deployment.finishedAt ? deployment.finishedAt : deployment.createdAt;
    if (!at) return std::nullopt;
    const auto version = firstOf({&deployment.version, &deployment.ref, &deployment.commit});
    const auto environment = plainLine(deployment.environment);
    return Latest{LatestWhat::deployment,
                  deployment.status,
                  environment.isEmpty() ? version : version + QStringLiteral(" \u2192 ") + environment,
                  plainLine(deployment.actor),
                  firstOf({&deployment.repository, &deployment.project}),
                  safeLink(deployment.url),
                  *at};
}

template <class R> std::optional<Error> add(const Result<std::vector<Row>>& rows, std::vector<Latest>& all) {
    if (!rows) return rows.error();
    for (const Row& row : *rows)
        if (auto latest = latestOf(std::get<R>(row.record))) all.push_back(std::move(*latest));
    return std::nullopt;
}

} // namespace

Result<std::vector<Latest>> readLatest(Reader& reader, std::optional<Time> asOf, std::size_t limit) {
    Selection selection;
    selection.asOf = asOf;
    selection.limit = limit;
    selection.withDetails = true;
    std::vector<Latest> all;
    selection.kind = Kind::change;
    if (const auto error = add<Change>(reader.read(selection), all)) return *error;
    const auto deployments = delivery::readDeployments(reader, selection);
    if (const auto error = add<Deployment>(deployments, all)) return *error;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
    if (all.size() > limit) all.resize(limit);
    return all;
}

} // namespace shipglass
