// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dialect_rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace shipglass {

namespace {

struct Rules {
    std::string_view dialect;
    std::array<const char*, dora::kKeys> texts; ///< By key.
};

constexpr const char* noRework = QT_TRANSLATE_NOOP("dialects", "Does not know it.");
constexpr const char* devlakeLead =
    QT_TRANSLATE_NOOP("dialects", "The lower median of pull requests: coding, review and deploying, each in "
                                  "minutes begun; the first deployment counts for none.");
constexpr const char* devlakeFailures = QT_TRANSLATE_NOOP(
    "dialects", "Deployments that an incident followed before the next deployment, among the "
                "successful ones.");

constexpr std::array<Rules, 8> all{{
    {"dora.dev",
     {QT_TRANSLATE_NOOP("dialects", "Successful production deployments, divided by the days of the period."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median of new commits but merges, from when each was written to the first "
                        "production deployment that holds it."),
      QT_TRANSLATE_NOOP("dialects",
                        "Successful deployments with an incident linked to them, rolled back or fixed by a "
                        "hotfix, among all successful ones."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median from a failed deployment to its incidents' end or its remedy, "
                        "whichever came first."),
      QT_TRANSLATE_NOOP("dialects", "Rollbacks and hotfixes among the successful deployments.")}},
    {"devlake-2023",
     {QT_TRANSLATE_NOOP("dialects", "The lower median of days with a deployment a week, weeks from Monday."),
      devlakeLead, devlakeFailures,
      QT_TRANSLATE_NOOP("dialects",
                        "The lower median from the deployment before an incident to the incident's end, in "
                        "whole minutes."),
      noRework}},
    {"devlake-2021",
     {QT_TRANSLATE_NOOP("dialects",
                        "The lower median of days with a deployment a week, weeks from Monday; the word "
                        "also looks at months and half years."),
      devlakeLead, devlakeFailures,
      QT_TRANSLATE_NOOP("dialects",
                        "The lower median of incidents from their beginning to their end, those that ended "
                        "in the period."),
      noRework}},
    {"fourkeys",
     {QT_TRANSLATE_NOOP("dialects",
                        "The median of days with a deployment a week, weeks from Sunday; only deployments "
                        "whose commit is known."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median of the commits pushed with the deployed one, in whole minutes, once "
                        "more whenever they are deployed again."),
      QT_TRANSLATE_NOOP("dialects",
                        "Incidents that name a deployed commit, divided by the deployments: it can be over "
                        "100 %."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median of incidents from their beginning, or the deployment that caused them, "
                        "in whole hours."),
      noRework}},
    {"gitlab",
     {QT_TRANSLATE_NOOP("dialects", "Successful production deployments, divided by the days of the period."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median from merge to deployment, for each environment that shipped the merge "
                        "request."),
      QT_TRANSLATE_NOOP("dialects",
                        "All incidents divided by all deployments, without any link between them: it can be "
                        "over 100 %."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median of incidents from their beginning to their end, those that ended in the "
                        "period."),
      noRework}},
    {"datadog",
     {QT_TRANSLATE_NOOP("dialects", "How many successful deployments there were."),
      QT_TRANSLATE_NOOP("dialects",
                        "The median of every listed commit but merges; nothing for a first deployment or "
                        "one more than 60 days after the last."),
      QT_TRANSLATE_NOOP("dialects",
                        "Deployments that a redeploy of an older version, a revert or a hotfix put right; "
                        "incidents do not matter."),
      QT_TRANSLATE_NOOP("dialects", "The median from a failed deployment to the one that put it right."),
      noRework}},
    {"middleware",
     {QT_TRANSLATE_NOOP("dialects",
                        "Deployments a day in whole numbers, rounded down; beside it a week and a month."),
      QT_TRANSLATE_NOOP("dialects",
                        "The mean of merged pull requests: the sum of their stages, unknown ones as zero, "
                        "counted when merged."),
      QT_TRANSLATE_NOOP("dialects",
                        "Runs that an incident followed before the next run, among all runs, failed ones "
                        "too."),
      QT_TRANSLATE_NOOP("dialects",
                        "The mean of incidents from their beginning to their end, those that ended in the "
                        "period."),
      noRework}},
    {"metrik",
     {QT_TRANSLATE_NOOP("dialects", "How many successful deployments there were."),
      QT_TRANSLATE_NOOP("dialects", "The mean of the commits of a success and of the failed runs before it."),
      QT_TRANSLATE_NOOP("dialects",
                        "Failed runs among all that ended: a failure is the pipeline's own, no incident is "
                        "needed."),
      QT_TRANSLATE_NOOP("dialects",
                        "The mean from the first failed run of a streak to the success that ended it."),
      noRework}},
}};

} // namespace

QString dialectRule(std::string_view dialect, dora::Key key) {
    const auto* found = std::find_if(all.begin(), all.end(),
                                     [dialect](const Rules& rules) { return rules.dialect == dialect; });
    if (found == all.end()) return {};
    return QCoreApplication::translate("dialects", found->texts[static_cast<std::size_t>(key)]);
}

} // namespace shipglass
