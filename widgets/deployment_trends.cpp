// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployment_trends.h"

#include "models/plain_text.h"
#include "widgets/noted_part.h"
#include "widgets/outcome_chart.h"
#include "widgets/phrases.h"

#include <QDateTime>
#include <QVBoxLayout>

namespace shipglass {

namespace {

QString wordOf(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::success:
        return QStringLiteral("success,inactive");
    case OutcomeClass::failure:
        return QStringLiteral("failure");
    case OutcomeClass::canceled:
        return QStringLiteral("canceled");
    default:
        return QStringLiteral("unknown,queued,running,waiting");
    }
}

QString queryOf(std::int64_t dayMs, OutcomeClass outcome) {
    const auto day = QDateTime::fromMSecsSinceEpoch(dayMs, Qt::UTC).date();
    return QStringLiteral("createdAt>=%1 createdAt<%2 status:%3")
        .arg(day.toString(Qt::ISODate), day.addDays(1).toString(Qt::ISODate), wordOf(outcome));
}

} // namespace

DeploymentTrends::DeploymentTrends(const PageContext& context, QWidget* parent)
    : DeploymentTab(context, parent),
      m_chart(
          new OutcomeChart({tr("Deployments a day by outcome, and the median duration of those that "
                               "succeeded"),
                            phrase(DeploymentStatus::success), tr("Median length of those that succeeded")},
                           this)),
      m_part(nullptr) {
    m_chart->setObjectName(QStringLiteral("deploymentChart"));
    m_part = new NotedPart(m_chart, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(m_part);
    connect(m_chart, &OutcomeChart::picked, this,
            [this](std::int64_t day, OutcomeClass outcome) { emit picked(queryOf(day, outcome)); });
}

void DeploymentTrends::read() {
    constexpr auto day = std::chrono::days(1);
    m_until = std::chrono::floor<std::chrono::days>(asOf().value_or(context().times.now())) + day;
    m_since = m_until - days * day;
    m_ask = context().history.ask(
        this,
        [selection = selectionOf(m_since, m_until)](Reader& reader) {
            return readOutcomes(reader, selection);
        },
        [this](const Result<DeploymentOutcomes>& outcomes) { take(outcomes); });
}

void DeploymentTrends::take(const Result<DeploymentOutcomes>& outcomes) {
    if (!outcomes) return m_part->tell(false, plainLine(outcomes.error().message));
    const auto series = OutcomeSeries::of(outcomes->days, m_since, m_until);
    if (series.total() == 0)
        return m_part->tell(false,
                            query().terms.empty()
                                ? tr("No deployment began in the last %1 days.").arg(days)
                                : tr("No deployment of the last %1 days matches the query.").arg(days));
    m_chart->show(series);
    const auto text = outcomes->isCapped    ? tr("The newest %1 deployments of the last %2 days, by UTC day.")
                      : series.total() == 1 ? tr("%1 deployment of the last %2 days, by UTC day.")
                                            : tr("%1 deployments of the last %2 days, by UTC day.");
    m_part->tell(true, text.arg(grouped(series.total())).arg(days));
}

} // namespace shipglass
