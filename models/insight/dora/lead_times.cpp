// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/dora/gather.h"
#include "insight/dora/pushed_commits.h"

#include <algorithm>

namespace shipglass::dora {

namespace {

Ms either(Ms first, Ms second) { return first != kUnknown ? first : second; }
Ms pushed(const CommitRow& commit) { return either(commit.committedAt, commit.authoredAt); }

/// Every success, in the order of the timeline.
template <class Visit> void eachSuccess(const Study& study, const Stretch& stretch, Visit visit) {
    for (Place place = stretch.begin; place < stretch.end; ++place)
        if (study.delivery(place).succeeded()) visit(place);
}

Sample commitSample(const Study& study, Place place, Row commit, Ms since) {
    return spanUntil(study.delivery(place), Kind::commit, commit, since, Rule::authorTimeUnknown);
}

Sample left(Sample sample, Rule rule) {
    sample.rule = rule;
    sample.part = Part::none;
    return sample;
}

void newCommitsOf(const Study& study, Place place, FirstHolders& holders, Samples& made) {
    for (const Row commit : study.facts.commitsIn(study.delivery(place).commits)) {
        const CommitRow& row = study.facts.commits[commit];
        const Sample sample = commitSample(study, place, commit, row.authoredAt);
        if (row.merge)
            made.push_back(left(sample, Rule::mergeCommit));
        else if (!holders.take(commit, place))
            made.push_back(left(sample, Rule::shippedBefore));
        else
            made.push_back(sample);
    }
}

/// Where nobody knows a deployment's commits, the changes that it shipped stand for them.
void changesWithoutCommits(const Study& study, Samples& made) {
    const auto& deliveries = study.timeline.deliveries;
    const auto lacks = [](const Delivery& each) { return each.succeeded() && !each.commits.known; };
    if (std::none_of(deliveries.begin(), deliveries.end(), lacks)) return;
    std::vector<bool> has(deliveries.size(), false);
    const auto shipped = shippedBy(study.facts, study.timeline);
    for (Row row = 0; row < shipped.size(); ++row) {
        const Place place = shipped[row];
        if (place == kNone || !lacks(deliveries[place])) continue;
        has[place] = true;
        made.push_back(spanUntil(deliveries[place], Kind::change, row, study.facts.changes[row].firstCommitAt,
                                 Rule::firstCommitUnknown));
    }
    for (Place place = 0; place < has.size(); ++place)
        if (!has[place] && lacks(deliveries[place]))
            made.push_back(sampleOf(deliveries[place], Rule::commitsUnknown, Part::none));
}

/// From one moment to the next in minutes begun; nothing where either is unknown or the span is negative.
Ms minutesBegun(Ms from, Ms to) {
    if (from == kUnknown || to == kUnknown || to - from <= -kMinute) return kUnknown;
    return std::max<Ms>(0, (to - from + kMinute - 1) / kMinute) * kMinute;
}

Ms sumOfKnown(std::initializer_list<Ms> spans) {
    Ms sum = 0;
    for (const Ms span : spans)
        if (span != kUnknown) sum += span;
    return sum;
}

Ms spanOrNothing(Ms from, Ms to) {
    return from == kUnknown || to == kUnknown ? 0 : std::max<Ms>(0, to - from);
}

} // namespace

// Each commit once, to the first success of the service that lists it.
Samples newCommits(const Study& study) {
    Samples made;
    made.reserve(study.facts.listed.size());
    FirstHolders holders(study.facts.commits.size());
    for (const Stretch& service : study.timeline.services) {
        holders.beginStretch();
        eachSuccess(study, service, [&](Place place) {
            for (const Row commit : study.facts.commitsIn(study.delivery(place).commits))
                holders.note(commit, place, study.timeline);
        });
        eachSuccess(study, service, [&](Place place) { newCommitsOf(study, place, holders, made); });
    }
    changesWithoutCommits(study, made);
    return made;
}

// Each pull request to the first success that has another before it: coding, review and deploying, each in
// minutes begun, what is unknown or negative left out of the sum.
Samples pullRequestsInMinutes(const Study& study) {
    const auto later = shippedBy(study.facts, study.timeline, ChangeShipping::From::later);
    auto shipped = later;
    shipRest(study.facts, study.timeline, ChangeShipping::From::first, shipped);
    Samples made;
    made.reserve(shipped.size());
    for (Row row = 0; row < shipped.size(); ++row) {
        const Place place = shipped[row];
        if (place == kNone) continue;
        const ChangeRow& change = study.facts.changes[row];
        const Delivery& delivery = study.delivery(place);
        Sample sample = spanUntil(delivery, Kind::change, row, delivery.at, Rule::none);
        sample.span = sumOfKnown({minutesBegun(change.firstCommitAt, change.openedAt),
                                  minutesBegun(change.openedAt, change.mergedAt),
                                  minutesBegun(change.mergedAt, delivery.at)});
        if (change.mergedAt == kUnknown)
            sample = left(sample, Rule::notMerged);
        else if (later[row] == kNone)
            sample = left(sample, Rule::firstDeployment);
        made.push_back(sample);
    }
    return made;
}

// Each commit of the push that was deployed, in whole minutes; once more whenever it is deployed again.
Samples pushedCommits(const Study& study) {
    Samples made;
    made.reserve(study.facts.listed.size());
    const PushedCommits pushes(study.facts);
    PushedCommits::Push push;
    for (const Stretch& service : study.timeline.services)
        eachSuccess(study, service, [&](Place place) {
            pushes.read(study.delivery(place).commit, push);
            if (!push.changed)
                made.push_back(sampleOf(study.delivery(place), Rule::commitsUnknown, Part::none));
            for (const Row commit : push.commits) {
                if (!push.changed) break;
                Sample sample = commitSample(study, place, commit, pushed(study.facts.commits[commit]));
                if (sample.span != kUnknown) sample.span = sample.span / kMinute * kMinute;
                made.push_back(sample.span == 0 ? left(sample, Rule::underAMinute) : sample);
            }
        });
    return made;
}

// Each merged change to the first success of every environment that shipped it, from its merge on.
Samples mergesByEnvironment(const Study& study) {
    Samples made;
    made.reserve(study.facts.changes.size());
    const ByService changes = changesOf(study.facts, study.timeline);
    ChangeShipping shipping(study.facts, study.timeline);
    for (const Stretch& chain : study.timeline.chains) {
        shipping.read(chain);
        for (const Row row : changes.of(chain.service)) {
            const ChangeRow& change = study.facts.changes[row];
            const Place place = shipping.shipped(change);
            if (place == kNone) continue;
            made.push_back(
                spanUntil(study.delivery(place), Kind::change, row, change.mergedAt, Rule::notMerged));
        }
    }
    return made;
}

// Every commit that a success lists, listed before or not, as far as Datadog compares with the one before.
Samples listedCommits(const Study& study) {
    constexpr Ms longest = 60 * kDay;
    constexpr std::size_t most = 5000;
    Samples made;
    made.reserve(study.facts.listed.size());
    for (const Stretch& chain : study.timeline.chains)
        eachSuccess(study, chain, [&](Place place) {
            const Delivery& delivery = study.delivery(place);
            const CommitList& list = study.delivery(place).commits;
            Rule rule = list.known ? Rule::none : Rule::commitsUnknown;
            if (delivery.previous == kNone)
                rule = Rule::firstDeployment;
            else if (delivery.at - study.delivery(delivery.previous).at > longest)
                rule = Rule::previousTooOld;
            if (rule != Rule::none) return made.push_back(sampleOf(delivery, rule, Part::none));
            std::size_t seen = 0;
            for (const Row commit : study.facts.commitsIn(list)) {
                const CommitRow& row = study.facts.commits[commit];
                const Sample sample =
                    commitSample(study, place, commit, either(row.authoredAt, row.committedAt));
                if (row.merge)
                    made.push_back(left(sample, Rule::mergeCommit));
                else
                    made.push_back(seen++ < most ? sample : left(sample, Rule::beyondCommitLimit));
            }
        });
    return made;
}

// Each change that was merged and deployed, counted when it was merged: the sum of its parts, unknown ones as
// 0.
Samples mergedPullRequests(const Study& study) {
    const auto shipped = shippedBy(study.facts, study.timeline);
    Samples made;
    made.reserve(shipped.size());
    for (Row row = 0; row < shipped.size(); ++row) {
        const ChangeRow& change = study.facts.changes[row];
        if (change.mergedAt == kUnknown || !inScope(study.question.scope, change.service)) continue;
        Sample sample;
        sample.kind = Kind::change, sample.row = row, sample.at = change.mergedAt,
        sample.rule = Rule::notDeployed;
        if (const Place place = shipped[row]; place != kNone) {
            sample.deployment = study.delivery(place).row;
            sample.span = spanOrNothing(change.firstCommitAt, change.openedAt) +
                          spanOrNothing(change.openedAt, change.reviewedAt) +
                          spanOrNothing(change.reviewedAt, change.approvedAt) +
                          spanOrNothing(change.approvedAt, change.mergedAt) +
                          spanOrNothing(change.mergedAt, study.delivery(place).at);
            sample.rule = Rule::counted, sample.part = Part::base;
        }
        made.push_back(sample);
    }
    return made;
}

// The commits of a success and of the runs since the success before it, failed ones too.
Samples commitsOfBuilds(const Study& study) {
    Samples made;
    made.reserve(study.facts.listed.size());
    FirstHolders counted(study.facts.commits.size());
    for (const Stretch& chain : study.timeline.chains) {
        Place first = chain.begin;
        eachSuccess(study, chain, [&](Place success) {
            counted.beginStretch();
            for (Place place = first; place <= success; ++place) {
                const CommitList& list = study.delivery(place).commits;
                if (!list.known)
                    made.push_back(sampleOf(study.delivery(place), Rule::commitsUnknown, Part::none));
                for (const Row commit : study.facts.commitsIn(list)) {
                    const Sample sample =
                        commitSample(study, success, commit, pushed(study.facts.commits[commit]));
                    const bool again = counted.of(commit) != kNone;
                    counted.note(commit, success, study.timeline);
                    made.push_back(again ? left(sample, Rule::shippedBefore) : sample);
                }
            }
            first = success + 1;
        });
    }
    return made;
}

} // namespace shipglass::dora
