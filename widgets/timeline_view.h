// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/time_style.h"
#include "widgets/timeline_layout.h"
#include "widgets/timeline_period.h"

#include <QAbstractScrollArea>

namespace shipglass {

struct Theme;

/// Deployments along time, a lane for each service and environment. Marks are told apart by shape and colour;
/// one that stands for several has their number below it and looks like the worst of them. Left and right
/// move from mark to mark, up and down from lane to lane.
class TimelineView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TimelineView(const TimeStyle& times, QWidget* parent = nullptr);

    /// What was chosen stays so where it is still there.
    void show(DeploymentTimeline timeline, TimelinePeriod period, Time since, Time until);
    const DeploymentTimeline& timeline() const { return m_timeline; }
    /// The deployment that the chosen mark looks like; null without one.
    const DeploymentRow* current() const;
    /// In the middle of a mark, for whoever points at it; of marks that exist.
    QPoint pointOf(std::size_t lane, std::size_t mark) const;
    std::size_t markCount(std::size_t lane) const { return m_marks[lane].size(); }

signals:
    /// Another mark was chosen: current() is its deployment.
    void chosen();
    /// Enter, or a double click, on a mark.
    void opened();
    /// The mark below the pointer, else the chosen one, in words; empty for none.
    void told(const QString& text);
    /// `+` and `-`: one step closer (-1) or wider (1). Page up and down: earlier (-1) or later (1).
    void zoomWanted(int step);
    void turnWanted(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place {
        std::size_t lane = 0, mark = 0;
        bool operator==(const Place&) const = default;
    };
    void lay();
    void findChosen();
    void choose(std::optional<Place> place);
    void setHovered(std::optional<Place> place);
    void tell();
    void move(int step);
    void moveLane(int step);
    void showLane(std::size_t lane);
    std::optional<Place> placeAt(const QPoint& point) const;
    const TimelineMark& markAt(const Place& place) const { return m_marks[place.lane][place.mark]; }
    QString textOf(const Place& place) const;
    TimelineLayout placed() const;

    void paintAxis(QPainter& painter, const Theme& theme) const;
    void paintLane(QPainter& painter, std::size_t lane, const Theme& theme) const;
    void paintMarkOf(QPainter& painter, const Place& place, const Theme& theme) const;

    const TimeStyle& m_times;
    DeploymentTimeline m_timeline;
    TimelinePeriod m_period = TimelinePeriod::month;
    Time m_since{}, m_until{};
    std::vector<std::vector<TimelineMark>> m_marks; ///< Of each lane.
    std::optional<Place> m_current, m_hovered;
    std::int64_t m_chosen = 0; ///< The row of what the current mark stands for.
};

} // namespace shipglass
