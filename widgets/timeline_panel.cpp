// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline_panel.h"

#include "models/plain_text.h"
#include "widgets/noted_part.h"
#include "widgets/phrases.h"
#include "widgets/timeline_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace shipglass {

namespace {

constexpr int leastLines = 14;

} // namespace

TimelinePanel::TimelinePanel(const PageContext& context, QWidget* parent)
    : DeploymentTab(context, parent), m_periods(new QButtonGroup(this)),
      m_earlier(turner(QStringLiteral("timelineEarlier"), QStringLiteral("\u2039"), tr("Earlier"), -1)),
      m_later(turner(QStringLiteral("timelineLater"), QStringLiteral("\u203a"), tr("Later"), 1)),
      m_span(new LineLabel(this)), m_told(new LineLabel(this)), m_view(new TimelineView(context.times, this)),
      m_part(new NotedPart(m_view, this)) {
    build();
    connectView();
}

void TimelinePanel::build() {
    m_span->setObjectName(QStringLiteral("timelineSpan"));
    m_span->setProperty("quiet", true);
    m_told->setObjectName(QStringLiteral("timelineTold"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 2);
    column->setSpacing(2);
    column->addWidget(buildBar());
    column->addWidget(m_part, 1);
    auto* below = new QHBoxLayout;
    below->setContentsMargins(8, 0, 8, 4);
    below->addWidget(m_told);
    column->addLayout(below);
}

/// Where there is no room for both, lanes are worth more: the details say the same.
void TimelinePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_told->setVisible(height() > leastLines * fontMetrics().height());
}

QWidget* TimelinePanel::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(2);
    for (const auto period : timelinePeriods) {
        auto* button = new QToolButton(bar);
        button->setText(phrase(period));
        button->setObjectName(QStringLiteral("timeline") + phrase(period));
        button->setCheckable(true);
        button->setChecked(period == m_period);
        m_periods->addButton(button, static_cast<int>(period));
        row->addWidget(button);
    }
    row->addSpacing(8);
    row->addWidget(m_earlier);
    row->addWidget(m_later);
    row->addWidget(m_span, 1);
    connect(m_periods, &QButtonGroup::idClicked, this,
            [this](int period) { setPeriod(static_cast<TimelinePeriod>(period)); });
    return bar;
}

QToolButton* TimelinePanel::turner(const QString& name, const QString& sign, const QString& text, int step) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(sign);
    button->setAccessibleName(text);
    button->setToolTip(text);
    connect(button, &QToolButton::clicked, this, [this, step] { turn(step); });
    return button;
}

void TimelinePanel::connectView() {
    connect(m_view, &TimelineView::told, m_told, &QLabel::setText);
    connect(m_view, &TimelineView::chosen, this, [this] { emit chosen(*m_view->current()); });
    connect(m_view, &TimelineView::opened, this, [this] {
        if (const auto* deployment = m_view->current()) emit opened(*deployment);
    });
    connect(m_view, &TimelineView::turnWanted, this, &TimelinePanel::turn);
    connect(m_view, &TimelineView::zoomWanted, this, [this](int step) {
        const int last = static_cast<int>(timelinePeriods.size()) - 1;
        setPeriod(static_cast<TimelinePeriod>(std::clamp(static_cast<int>(m_period) + step, 0, last)));
    });
    connect(&context().times, &TimeStyle::changed, this, &DeploymentTab::refresh);
}

Time TimelinePanel::end() const { return asOf().value_or(context().times.now()); }

/// Around what is chosen, where that would go out of sight.
void TimelinePanel::setPeriod(TimelinePeriod period) {
    m_period = period;
    m_periods->button(static_cast<int>(period))->setChecked(true);
    const auto* chosen = m_view->current();
    const auto at = chosen ? momentOf(*chosen) : std::nullopt;
    const auto until = m_until.value_or(end());
    if (at && (*at < until - lengthOf(period) || *at >= until)) m_until = *at + lengthOf(period) / 2;
    if (m_until && *m_until >= end()) m_until.reset();
    readNow();
}

/// By half of what is shown, so that nothing is cut in two; never beyond now.
void TimelinePanel::turn(int step) {
    const auto until = m_until.value_or(end()) + step * lengthOf(m_period) / 2;
    m_until = until < end() ? std::optional(until) : std::nullopt;
    readNow();
}

void TimelinePanel::read() {
    m_later->setEnabled(m_until.has_value());
    const auto until = m_until.value_or(end());
    const auto since = until - lengthOf(m_period);
    m_ask = context().history.ask(
        this,
        [selection = selectionOf(since, until)](Reader& reader) { return readTimeline(reader, selection); },
        [this, since, until](Result<DeploymentTimeline> timeline) {
            take(std::move(timeline), since, until);
        });
}

void TimelinePanel::take(Result<DeploymentTimeline> timeline, Time since, Time until) {
    m_span->setText(spanText(since, until));
    if (!timeline) return m_part->tell(false, plainLine(timeline.error().message));
    m_part->tell(!timeline->lanes.empty(), noteOf(*timeline));
    m_view->show(std::move(timeline).value(), m_period, since, until);
}

QString TimelinePanel::noteOf(const DeploymentTimeline& timeline) const {
    if (timeline.isCapped)
        return tr("The newest %1 deployments of this time.")
            .arg(grouped(static_cast<std::int64_t>(DeploymentTimeline::most)));
    if (!timeline.lanes.empty()) return {};
    return query().terms.empty()
               ? tr("No deployment began in this time. A longer one, or an earlier one, may have some.")
               : tr("No deployment that matches the query began in this time.");
}

/// Without seconds: nobody needs them to know where they are.
QString TimelinePanel::spanText(Time since, Time until) const {
    constexpr auto seconds = 3;
    const auto moment = [this](Time time) {
        return context().times.moment(time).section(u' ', 0, 1).chopped(seconds);
    };
    return tr("%1 to %2").arg(moment(since), moment(until));
}

void TimelinePanel::focusMain() {
    if (m_view->isHidden())
        m_periods->checkedButton()->setFocus();
    else
        m_view->setFocus();
}

} // namespace shipglass
