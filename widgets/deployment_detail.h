// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_row.h"
#include "models/deployment_story.h"
#include "widgets/detail_panel.h"
#include "widgets/page.h"

class QPushButton;
class QTabWidget;

namespace shipglass {

class NotedPart;
class DetailHead;
class FactGrid;
class LineList;

/// Everything about one deployment: facts, its statuses, and the commits, changes and alerts it brought.
class DeploymentDetail : public DetailPanel {
    Q_OBJECT

public:
    DeploymentDetail(const PageContext& context, QWidget* parent = nullptr);

    void show(const DeploymentRow& row);
    void refresh();
    void tick();
    /// To the parts of the deployment.
    void focusMain();
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    /// The number of the row that is shown; 0 before the first.
    std::int64_t row() const { return m_row.row; }
    /// That of the change or alert that is gone through, else the deployment's.
    QString link() const;

signals:
    void loaded();
    /// The run that deployed it, or an alert, is wanted on its own page.
    void pageWanted(const QString& name, const QString& query);

private:
    void build();
    NotedPart* addTab(LineList* list);
    void take(Result<DeploymentStory> story);
    void showStory();
    void showGone(const Error& error);
    void showFacts();
    void showParts();
    void openRun();
    void openAlert(int row);

    PageContext m_context;
    std::optional<Time> m_asOf;
    DeploymentRow m_row;
    std::optional<DeploymentStory> m_story;
    LatestAsk m_ask;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton* m_run;
    FactGrid* m_facts;
    QTabWidget* m_tabs;
    LineList *m_history, *m_commits, *m_changes, *m_alerts;
    NotedPart *m_historyPart, *m_commitPart, *m_changePart, *m_alertPart;
};

} // namespace shipglass
