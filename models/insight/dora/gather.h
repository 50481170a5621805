// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/dora/sample.h"
#include "insight/dora/study.h"

namespace shipglass::dora {

// One function for each way to read the facts; the dialects choose among them. Every sample says where it
// falls in time, what it adds and by which rule, also those that add nothing.

// Deployments that count as such (successes.cpp).
Samples successes(const Study&);
Samples successesWithCommit(const Study&); ///< Four Keys: those whose deployed commit is known.

// Lead times (lead_times.cpp).
Samples newCommits(const Study&);            ///< dora.dev
Samples pullRequestsInMinutes(const Study&); ///< DevLake
Samples pushedCommits(const Study&);         ///< Four Keys
Samples mergesByEnvironment(const Study&);   ///< GitLab
Samples listedCommits(const Study&);         ///< Datadog
Samples mergedPullRequests(const Study&);    ///< Middleware
Samples commitsOfBuilds(const Study&);       ///< Metrik

// Failed deployments (failures.cpp).
Samples failedSuccesses(const Study&);            ///< by the study's links and remedies
Samples runsWithIncident(const Study&);           ///< Middleware: all runs, and incidents of the window
Samples rootCauseMatches(const Study&);           ///< Four Keys: incidents, not deployments
Samples incidentsBesideDeployments(const Study&); ///< GitLab: no link
Samples failedRuns(const Study&);                 ///< Metrik: the pipeline's own failures
Samples remediesAmongSuccesses(const Study&);     ///< rework

// Recoveries (recoveries.cpp).
Samples untilRecovered(const Study&);         ///< dora.dev
Samples deploymentToResolution(const Study&); ///< DevLake 2023
Samples incidentsByResolution(const Study&);  ///< DevLake 2021, GitLab, Middleware
Samples incidentsByCreation(const Study&);    ///< Four Keys
Samples failureToRemedy(const Study&);        ///< Datadog
Samples failureStreaks(const Study&);         ///< Metrik

/// A deployment's sample.
inline Sample sampleOf(const Delivery& delivery, Rule rule, Part part) {
    Sample made;
    made.at = delivery.at;
    made.row = made.deployment = delivery.row;
    made.rule = rule;
    made.part = part;
    return made;
}

/// The sample of a commit, change or incident that is held against a deployment, `since` something until
/// then.
inline Sample spanUntil(const Delivery& delivery, Kind kind, Row row, Ms since, Rule unknown) {
    Sample made = sampleOf(delivery, Rule::counted, Part::base);
    made.kind = kind;
    made.row = row;
    if (since != kUnknown) made.span = delivery.at - since;
    if (made.span < 0) made.rule = since == kUnknown ? unknown : Rule::negative, made.part = Part::none;
    return made;
}

} // namespace shipglass::dora
