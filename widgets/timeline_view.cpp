// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline_view.h"

#include "widgets/phrases.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

/// How far marks are from each other at least, in their own widths.
constexpr double apart = 1.15;

bool holds(const TimelineMark& mark, const DeploymentTimeline::Lane& lane, std::int64_t row) {
    for (auto at = mark.first; at <= mark.last; ++at)
        if (lane.deployments[at].row == row) return true;
    return false;
}

} // namespace

TimelineView::TimelineView(const TimeStyle& times, QWidget* parent)
    : QAbstractScrollArea(parent), m_times(times) {
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Deployments along time"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    connect(&times, &TimeStyle::changed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::show(DeploymentTimeline timeline, TimelinePeriod period, Time since, Time until) {
    m_timeline = std::move(timeline);
    m_period = period;
    m_since = since;
    m_until = until;
    lay();
}

const DeploymentRow* TimelineView::current() const {
    if (!m_current) return nullptr;
    return &m_timeline.lanes[m_current->lane].deployments[markAt(*m_current).worst];
}

QPoint TimelineView::pointOf(std::size_t lane, std::size_t mark) const {
    return placed().markBox(lane, m_marks[lane][mark]).center();
}

/// Marks anew, since lanes or width are others.
void TimelineView::lay() {
    m_marks.clear();
    const auto box = placed();
    for (const auto& lane : m_timeline.lanes)
        m_marks.push_back(marksOf(lane, box.scale(), box.side() * apart));
    m_hovered.reset();
    verticalScrollBar()->setRange(0, std::max(0, box.height(m_marks.size()) - viewport()->height()));
    verticalScrollBar()->setSingleStep(box.laneHeight());
    verticalScrollBar()->setPageStep(viewport()->height());
    findChosen();
    tell();
    viewport()->update();
}

void TimelineView::findChosen() {
    m_current.reset();
    if (m_chosen == 0) return;
    for (std::size_t lane = 0; lane < m_marks.size(); ++lane)
        for (std::size_t mark = 0; mark < m_marks[lane].size(); ++mark)
            if (holds(m_marks[lane][mark], m_timeline.lanes[lane], m_chosen)) m_current = Place{lane, mark};
}

void TimelineView::choose(std::optional<Place> place) {
    m_current = place;
    const auto* deployment = current();
    m_chosen = deployment ? deployment->row : 0;
    if (place) showLane(place->lane);
    tell();
    viewport()->update();
    if (deployment) emit chosen();
}

void TimelineView::setHovered(std::optional<Place> place) {
    if (place == m_hovered) return;
    m_hovered = place;
    tell();
    viewport()->update();
}

/// Said aloud, too: a drawing has no words of its own.
void TimelineView::tell() {
    const auto& place = m_hovered ? m_hovered : m_current;
    setAccessibleDescription(m_current ? textOf(*m_current) : QString());
    emit told(place ? textOf(*place) : QString());
}

QString TimelineView::textOf(const Place& place) const {
    const auto& mark = markAt(place);
    const auto& lane = m_timeline.lanes[place.lane];
    const auto& deployment = lane.deployments[mark.worst];
    QStringList words;
    if (mark.count() > 1) words << tr("%1 deployments").arg(grouped(static_cast<qint64>(mark.count())));
    const auto what = QStringList{deployment.service, deployment.version}.join(u' ').trimmed();
    words << (deployment.environment.isEmpty() ? what
                                               : what + QStringLiteral(" \u2192 ") + deployment.environment)
          << phrase(deployment.status);
    if (deployment.rollback) words << tr("a rollback");
    words << m_times.momentAndAge(momentOf(deployment));
    return words.join(QStringLiteral(" \u00b7 "));
}

/// To the mark beside the current one; without one, to the newest of the first lane.
void TimelineView::move(int step) {
    if (!m_current) return m_marks.empty() ? void() : choose(Place{0, m_marks[0].size() - 1});
    const auto last = static_cast<std::ptrdiff_t>(m_marks[m_current->lane].size()) - 1;
    const auto wanted = static_cast<std::ptrdiff_t>(m_current->mark) + step;
    choose(Place{m_current->lane, static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, last))});
}

/// To the mark of another lane that is nearest in time.
void TimelineView::moveLane(int step) {
    if (!m_current) return move(0);
    const auto wanted = static_cast<std::ptrdiff_t>(m_current->lane) + step;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(m_marks.size())) return;
    const double x = markAt(*m_current).x;
    const auto lane = static_cast<std::size_t>(wanted);
    const auto nearest =
        std::min_element(m_marks[lane].begin(), m_marks[lane].end(),
                         [x](const auto& a, const auto& b) { return std::abs(a.x - x) < std::abs(b.x - x); });
    choose(Place{lane, static_cast<std::size_t>(nearest - m_marks[lane].begin())});
}

void TimelineView::showLane(std::size_t lane) {
    const auto box = placed().laneBox(lane);
    const int head = placed().headHeight();
    auto* bar = verticalScrollBar();
    if (box.top() < head) bar->setValue(bar->value() + box.top() - head);
    if (box.bottom() > viewport()->height())
        bar->setValue(bar->value() + box.bottom() - viewport()->height());
}

std::optional<TimelineView::Place> TimelineView::placeAt(const QPoint& point) const {
    const auto box = placed();
    const auto lane = box.laneAt(point.y());
    if (!lane || *lane >= m_marks.size()) return std::nullopt;
    for (std::size_t mark = 0; mark < m_marks[*lane].size(); ++mark)
        if (std::abs(box.columnOf(m_marks[*lane][mark].x) - point.x()) <= box.side() / 2 + 1)
            return Place{*lane, mark};
    return std::nullopt;
}

void TimelineView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    lay();
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-1);
    case Qt::Key_Right:
        return move(1);
    case Qt::Key_Up:
        return moveLane(-1);
    case Qt::Key_Down:
        return moveLane(1);
    case Qt::Key_Home:
        return m_current ? choose(Place{m_current->lane, 0}) : move(0);
    case Qt::Key_End:
        return m_current ? choose(Place{m_current->lane, m_marks[m_current->lane].size() - 1}) : move(0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return m_current ? emit opened() : void();
    case Qt::Key_Plus:
        return emit zoomWanted(-1);
    case Qt::Key_Minus:
        return emit zoomWanted(1);
    case Qt::Key_PageUp:
        return emit turnWanted(-1);
    case Qt::Key_PageDown:
        return emit turnWanted(1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    if (const auto place = placeAt(event->pos())) choose(place);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) { setHovered(placeAt(event->pos())); }

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (placeAt(event->pos())) emit opened();
}

void TimelineView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current && event->reason() != Qt::MouseFocusReason) move(0);
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) setHovered(std::nullopt);
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) lay();
}

TimelineLayout TimelineView::placed() const {
    const auto metrics = fontMetrics();
    return {viewport()->size(),           metrics.height(), metrics.averageCharWidth(),
            verticalScrollBar()->value(), m_since,          m_until};
}

} // namespace shipglass
