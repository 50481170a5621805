// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deployment_table.h"

#include <set>

namespace shipglass {

namespace {

QVariant textOf(const DeploymentRow& deployment, int column) {
    switch (column) {
    case DeploymentTable::ServiceColumn:
        return deployment.service;
    case DeploymentTable::EnvironmentColumn:
        return deployment.environment;
    case DeploymentTable::VersionColumn:
        return deployment.version;
    case DeploymentTable::ActorColumn:
        return deployment.actor;
    case DeploymentTable::DurationColumn: {
        const auto span = deployment.finishedAt ? durationOf(deployment, Time{}) : std::nullopt;
        return span ? QString::fromStdString(formatDuration(*span)) : QString();
    }
    case DeploymentTable::BeganColumn: {
        const auto began = momentOf(deployment);
        return began ? QString::fromStdString(formatTime(*began)) : QString();
    }
    default:
        return {};
    }
}

} // namespace

void DeploymentTable::setRows(std::vector<DeploymentRow> rows) {
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    for (DeploymentRow& deployment : rows) {
        const auto id = deployment.row;
        ids->push_back(id);
        m_rows[id] = std::move(deployment);
    }
    const RowIds fresh = std::move(ids);
    apply(compareOrders(order(), fresh));
    const std::set<std::int64_t> shown(fresh->begin(), fresh->end());
    std::erase_if(m_rows, [&shown](const auto& entry) { return !shown.contains(entry.first); });
    rowsChanged();
}

int DeploymentTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const DeploymentRow* DeploymentTable::deploymentAt(int row) const {
    if (row < 0 || row >= rowCount()) return nullptr;
    const auto found = m_rows.find(idAt(row));
    return found == m_rows.end() ? nullptr : &found->second;
}

QVariant DeploymentTable::data(const QModelIndex& index, int role) const {
    const auto* deployment = index.isValid() ? deploymentAt(index.row()) : nullptr;
    if (!deployment) return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*deployment, index.column());
    case StatusRole:
        return QVariant::fromValue(deployment->status);
    case TierRole:
        return QVariant::fromValue(deployment->tier);
    case RollbackRole:
        return deployment->rollback;
    case StaleRole:
        return deployment->stale;
    case TitleRole:
        return deployment->title;
    case BeganRole: {
        const auto began = momentOf(*deployment);
        return began ? QVariant(static_cast<qlonglong>(epochMs(*began))) : QVariant();
    }
    case LinkRole:
        return deployment->url;
    default:
        return {};
    }
}

QVariant DeploymentTable::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr std::array<const char*, ColumnCount> names{"service", "environment", "version",
                                                                "actor",   "duration",    "began"};
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return QLatin1String(names[static_cast<std::size_t>(section)]);
}

} // namespace shipglass
