// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_outcomes.h"
#include "models/outcome_series.h"
#include "widgets/page.h"

namespace shipglass {

class DeploymentPart;
class OutcomeChart;

/// Deployments of the last 30 days by outcome, and how long they took. Reads only while it is seen.
class DeploymentTrends : public QWidget {
    Q_OBJECT

public:
    static constexpr int days = 30;

    DeploymentTrends(const PageContext& context, QWidget* parent = nullptr);
    void search(const query::Query& query, std::optional<Time> asOf);
    void refresh();

signals:
    /// A day and an outcome were clicked: the query for the bar's deployments.
    void picked(const QString& query);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void read();
    void take(const Result<DeploymentOutcomes>& outcomes);

    PageContext m_context;
    query::Query m_query;
    std::optional<Time> m_asOf;
    Time m_since{}, m_until{};
    LatestAsk m_ask;
    OutcomeChart* m_chart;
    DeploymentPart* m_part;
    bool m_behind = true; ///< The history has changed since it was read.
};

} // namespace shipglass
