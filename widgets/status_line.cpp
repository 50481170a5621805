// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/status_line.h"

#include "models/plain_text.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace shipglass {

namespace {

constexpr int longestProgress = 80;

} // namespace

StatusLine::StatusLine(Commands& commands, const TimeStyle& times, QWidget* parent)
    : QWidget(parent), m_commands(commands), m_times(times), m_said(new LineLabel(this)),
      m_backfill(quietLabel({}, this)), m_mark(markLabel(this)), m_sources(quietLabel({}, this)),
      m_stop(new QPushButton(tr("Stop"), this)) {
    setObjectName(QStringLiteral("statusLine"));
    m_said->setProperty("quiet", true);
    m_said->setObjectName(QStringLiteral("said"));
    m_sources->setObjectName(QStringLiteral("sourcesState"));
    m_mark->setObjectName(QStringLiteral("sourcesMark"));
    m_backfill->setObjectName(QStringLiteral("backfill"));
    m_stop->setObjectName(QStringLiteral("stopBackfillNow"));
    m_stop->setAccessibleName(tr("Stop reading history"));
    for (auto* label : {m_backfill, m_sources}) label->setWordWrap(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 14, 4);
    row->setSpacing(8);
    row->addWidget(m_said, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_backfill, m_stop, m_mark, m_sources})
        row->addWidget(part);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        for (const auto& one : m_digest.backfills) m_commands.stopBackfill(one.source);
    });
    show(Digest{});
}

void StatusLine::say(const QString& text) { m_said->setText(plainLine(text.toStdString())); }

void StatusLine::show(const Digest& digest) {
    m_digest = digest;
    showSources();
    showBackfill();
}

void StatusLine::setOffline(bool offline) {
    m_offline = offline;
    showSources();
}

void StatusLine::tick() { showSources(); }

void StatusLine::showSources() {
    const auto& theme = themeOf(palette());
    Look look = lookOf(SourceHealth::unknown);
    QString text = m_digest.otherSources > 0 ? tr("No source is configured") : tr("No source");
    if (m_digest.error) {
        text = tr("The history cannot be read");
        look = lookOf(SourceHealth::failing);
    } else if (m_offline) {
        text = tr("No network: nothing can be read");
        look = {Mark::warning, Tone::warning};
    } else if (m_digest.unwell() > 0) {
        const auto age =
            m_digest.stalestAt ? tr("last read %1").arg(m_times.age(*m_digest.stalestAt)) : tr("never read");
        text = tr("%1 %2").arg(m_digest.stalest.left(40), age);
        look =
            lookOf(m_digest.sources(SourceHealth::failing) > 0 ? SourceHealth::failing : SourceHealth::stale);
    } else if (const auto unread = m_digest.sources(SourceHealth::unknown); unread > 0) {
        text = unread == 1 ? tr("1 source is not read yet") : tr("%1 sources are not read yet").arg(unread);
    } else if (m_digest.sourceCount() > 0) {
        text = tr("All sources up to date");
        look = lookOf(SourceHealth::fresh);
    }
    m_sources->setText(text);
    m_mark->setPixmap(markPixmap(look, theme, fontMetrics().height() - 2, devicePixelRatioF()));
}

void StatusLine::showBackfill() {
    const bool some = !m_digest.backfills.empty();
    m_backfill->setVisible(some);
    m_stop->setVisible(some);
    if (!some) return;
    const auto& first = m_digest.backfills.front();
    const auto others = m_digest.backfills.size() - 1;
    auto text = tr("Reading history of %1: %2")
                    .arg(plainLine(first.source, 30), first.progress.left(longestProgress));
    if (others > 0) text += tr(", and of %1 more").arg(others);
    m_backfill->setText(text);
}

void StatusLine::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showSources();
}

} // namespace shipglass
