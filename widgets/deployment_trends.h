// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_outcomes.h"
#include "models/outcome_series.h"
#include "widgets/deployment_tab.h"

namespace shipglass {

class NotedPart;
class OutcomeChart;

/// Deployments of the last 30 days by outcome, and how long they took.
class DeploymentTrends : public DeploymentTab {
    Q_OBJECT

public:
    static constexpr int days = 30;

    DeploymentTrends(const PageContext& context, QWidget* parent = nullptr);

signals:
    /// A day and an outcome were clicked: the query for the bar's deployments.
    void picked(const QString& query);

private:
    void read() override;
    void take(const Result<DeploymentOutcomes>& outcomes);

    Time m_since{}, m_until{};
    OutcomeChart* m_chart;
    NotedPart* m_part;
};

} // namespace shipglass
