// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deployment_delegate.h"

#include "models/deployment_table.h"
#include "widgets/mark.h"
#include "widgets/phrases.h"

namespace shipglass {

namespace {

/// Draws a mark as high as the text and returns what is left of the box behind it.
QRect paintedMark(QPainter& painter, QRect box, const Look& look, const Theme& theme) {
    const int side = painter.fontMetrics().height();
    if (box.width() < side) return box;
    paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side), look, theme);
    return box.adjusted(side + CellDelegate::padding, 0, 0, 0);
}

void paintService(QPainter& painter, QRect box, const DeploymentRow& deployment, const Theme& theme) {
    box = paintedMark(painter, box, lookOf(deployment.status), theme);
    const auto& color = deployment.stale ? theme.muted : theme.text;
    const int width = drawLine(painter, box, deployment.service, color);
    if (deployment.stale)
        paintedMark(painter, box.adjusted(width + CellDelegate::padding, 0, 0, 0),
                    lookOf(SourceHealth::stale), theme);
}

void paintEnvironment(QPainter& painter, QRect box, const DeploymentRow& deployment, const Theme& theme) {
    const auto& name = deployment.environment;
    // Names of previews begin alike and differ at their end.
    const int width = drawLine(painter, box, name, deployment.stale ? theme.muted : theme.text, Qt::AlignLeft,
                               Qt::ElideMiddle);
    const auto tier = phrase(deployment.tier);
    // `prod` and `dev` say it themselves.
    if (deployment.tier == Tier::unknown || tier.startsWith(name, Qt::CaseInsensitive)) return;
    drawLine(painter, box.adjusted(width + CellDelegate::padding, 0, 0, 0), tier, theme.muted);
}

void paintVersion(QPainter& painter, QRect box, const DeploymentRow& deployment, const Theme& theme) {
    box.setLeft(box.left() +
                drawLine(painter, box, deployment.version, deployment.stale ? theme.muted : theme.text) +
                CellDelegate::padding);
    if (deployment.rollback)
        box.setLeft(box.left() + drawChip(painter, box, DeploymentDelegate::tr("rollback"), theme) +
                    CellDelegate::padding);
    if (deployment.title != deployment.version) drawLine(painter, box, deployment.title, theme.muted);
}

} // namespace

void DeploymentDelegate::paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                                   const Theme& theme) const {
    const auto* deployment = m_table.deploymentAt(index.row());
    if (!deployment) return;
    switch (index.column()) {
    case DeploymentTable::ServiceColumn:
        return paintService(painter, box, *deployment, theme);
    case DeploymentTable::EnvironmentColumn:
        return paintEnvironment(painter, box, *deployment, theme);
    case DeploymentTable::VersionColumn:
        return paintVersion(painter, box, *deployment, theme);
    case DeploymentTable::DurationColumn: {
        const auto length = durationOf(*deployment, m_times.now());
        if (length) drawLine(painter, box, TimeStyle::span(*length), theme.muted, Qt::AlignRight);
        return;
    }
    case DeploymentTable::BeganColumn: {
        const auto began = momentOf(*deployment);
        if (began) drawLine(painter, box, m_times.shortAge(*began), theme.muted, Qt::AlignRight);
        return;
    }
    default:
        drawLine(painter, box, index.data().toString(), theme.muted);
    }
}

} // namespace shipglass
