// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dora_notice.h"

#include "models/plain_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace shipglass {

namespace {

constexpr std::size_t mostNamed = 5;

QString said(const char* text) { return QCoreApplication::translate("dora", text); }

QString listed(const std::vector<std::string>& names) {
    QStringList texts;
    for (std::size_t at = 0; at < std::min(names.size(), mostNamed); ++at) texts << plainLine(names[at]);
    const auto text = texts.join(QStringLiteral(", "));
    return names.size() > mostNamed
               ? said(QT_TRANSLATE_NOOP("dora", "%1 and %2 more")).arg(text).arg(names.size() - mostNamed)
               : text;
}

/// Deployments are known, but what is called production has none.
bool isProductionElsewhere(const DoraFindings& findings) {
    const auto& frequency = findings.of(dora::Key::deploymentFrequency).figure;
    return findings.problem.empty() && findings.deployments > 0 && !frequency.value &&
           findings.wish.whose == delivery::Whose{};
}

QString productionNotice(const DoraFindings& findings, const delivery::Terms& terms) {
    return said(QT_TRANSLATE_NOOP(
                    "dora",
                    "No deployment went to production. What counts as production says dora: production: "
                    "%1; deployments went to: %2."))
        .arg(listed(terms.production), findings.environments.empty()
                                           ? said(QT_TRANSLATE_NOOP("dora", "no named environment"))
                                           : listed(findings.environments));
}

} // namespace

QStringList noticesOf(const DoraFindings& findings, const delivery::Terms& terms, bool isBehind,
                      const TimeStyle& times) {
    QStringList notices;
    if (!findings.problem.empty()) notices << plainLine(findings.problem);
    if (isProductionElsewhere(findings)) notices << productionNotice(findings, terms);
    if (!findings.unread.empty())
        notices << said(
                       QT_TRANSLATE_NOOP("dora", "Not up to date: %1. What happened there since is missing."))
                       .arg(listed(findings.unread));
    if (isBehind)
        notices << said(QT_TRANSLATE_NOOP(
                            "dora", "Counted from the history as it was %1; it has changed since and is "
                                    "read again soon."))
                       .arg(times.age(findings.readAt));
    for (const auto& warning : findings.warnings)
        notices << said(QT_TRANSLATE_NOOP("dora", "Corrections by hand: %1")).arg(plainBlock(warning));
    return notices;
}

} // namespace shipglass
