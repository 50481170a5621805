// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_reading.h"
#include "widgets/page.h"

class QTabWidget;

namespace shipglass {

class DeploymentDetail;
class DeploymentTable;
class DeploymentTrends;
class EnvironmentsPanel;
class ListTable;
class ServiceHint;
class ServiceOffer;
class TimelinePanel;

/// Deployments, newest first, which version is in which environment, and how deployments went of late; and
/// the chosen one in detail.
class DeploymentsPage : public Page {
    Q_OBJECT

public:
    static PageName called();
    explicit DeploymentsPage(const PageContext& context);

    std::optional<Kind> kind() const override { return Kind::deployment; }
    void search(const query::Query& query) override;
    void refresh() override;
    void tick() override;
    QString link() const override;
    void focusMain() override;

protected:
    void emptyPressed() override;

private:
    void build();
    void buildTabs();
    void connectParts();
    void read();
    void take(deployment_reading::Found found);
    void showRows(const deployment_reading::Found& found);
    void choose(int row);
    void open(const DeploymentRow& deployment);
    void summarize(const deployment_reading::Found& found);
    EmptyText nothing() const;
    bool suggests() const;
    void showNothing();

    LatestAsk m_ask;
    DeploymentTable* m_deployments;
    // Made in the order in which Tab goes through them.
    ServiceOffer* m_offer;
    ServiceHint* m_hint;
    QTabWidget* m_tabs;
    ListTable* m_list;
    TimelinePanel* m_timeline;
    EnvironmentsPanel* m_environments;
    DeploymentTrends* m_trends;
    DeploymentDetail* m_detail;
    std::optional<Error> m_error; ///< Of the last reading.
    bool m_asked = false;
};

} // namespace shipglass
