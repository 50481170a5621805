// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_timeline.h"
#include "widgets/deployment_tab.h"
#include "widgets/timeline_period.h"

class QButtonGroup;
class QToolButton;

namespace shipglass {

class NotedPart;
class LineLabel;
class TimelineView;

/// Deployments along time, and which time that is.
class TimelinePanel : public DeploymentTab {
    Q_OBJECT

public:
    explicit TimelinePanel(const PageContext& context, QWidget* parent = nullptr);
    TimelineView* view() const { return m_view; }
    /// To what can be gone through: the marks, else the choice of the period.
    void focusMain();

signals:
    void chosen(const shipglass::DeploymentRow& deployment);
    void opened(const shipglass::DeploymentRow& deployment);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    QToolButton* turner(const QString& name, const QString& sign, const QString& text, int step);
    void connectView();
    void setPeriod(TimelinePeriod period);
    void turn(int step);
    void read() override;
    void take(Result<DeploymentTimeline> timeline, Time since, Time until);
    Time end() const;
    QString noteOf(const DeploymentTimeline& timeline) const;
    QString spanText(Time since, Time until) const;

    std::optional<Time> m_until; ///< Nothing while it ends now.
    TimelinePeriod m_period = TimelinePeriod::month;
    QButtonGroup* m_periods;
    QToolButton *m_earlier, *m_later;
    LineLabel *m_span, *m_told;
    TimelineView* m_view;
    NotedPart* m_part;
};

} // namespace shipglass
