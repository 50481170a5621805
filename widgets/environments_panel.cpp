// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments_panel.h"

#include "models/environment_matrix_table.h"
#include "widgets/deployment_lines.h"
#include "widgets/environment_matrix_view.h"
#include "widgets/noted_part.h"
#include "widgets/phrases.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace shipglass {

namespace {

QString counted(std::size_t count) { return grouped(static_cast<std::int64_t>(count)); }

} // namespace

EnvironmentsPanel::EnvironmentsPanel(const TimeStyle& times, QWidget* parent)
    : QWidget(parent), m_table(new EnvironmentMatrixTable(this)), m_all(new QCheckBox(this)),
      m_view(new EnvironmentMatrixView(m_table, times, this)), m_part(new NotedPart(m_view, this)) {
    build();
    connectParts(times);
}

void EnvironmentsPanel::build() {
    m_all->setObjectName(QStringLiteral("allEnvironments"));
    m_all->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QVBoxLayout;
    bar->setContentsMargins(8, 8, 8, 0);
    bar->addWidget(m_all, 0, Qt::AlignLeft);
    column->addLayout(bar);
    column->addWidget(m_part, 1);
}

void EnvironmentsPanel::connectParts(const TimeStyle& times) {
    connect(&times, &TimeStyle::changed, this, &EnvironmentsPanel::tick);
    connect(m_view, &EnvironmentMatrixView::chosen, this,
            [this](const QModelIndex& index) { emit chosen(m_table->cellAt(index)->deployment); });
    connect(m_view, &EnvironmentMatrixView::opened, this,
            [this](const QModelIndex& index) { emit opened(m_table->cellAt(index)->deployment); });
    connect(m_all, &QCheckBox::toggled, this,
            [this](bool all) { change([this, all] { m_table->showAll(all); }); });
}

void EnvironmentsPanel::show(const deployment_reading::Found& found) {
    m_isCapped = found.isAllCapped;
    change([&] { m_table->setMatrix(found.matrix); });
}

/// The current cell stays the current one, and nobody has chosen it anew.
void EnvironmentsPanel::change(const std::function<void()>& change) {
    const auto place = m_table->placeAt(m_view->currentIndex());
    {
        const QSignalBlocker quiet(m_view);
        change();
        if (!m_view->currentIndex().isValid()) m_view->setCurrentIndex(m_table->find(place));
    }
    tell();
}

void EnvironmentsPanel::tell() {
    const auto count = m_table->environmentCount();
    m_all->setText(tr("Show all %1 environments").arg(counted(count)));
    m_all->setVisible(count > EnvironmentMatrixTable::mostUnlessAll);
    m_part->tell(m_table->rowCount() > 0, note());
}

QString EnvironmentsPanel::note() const {
    if (m_table->rowCount() == 0)
        return tr("Nothing was deployed to an environment with success yet. Deployments that name their "
                  "environment appear here.");
    QStringList notes = deployment_lines::steps(m_table->foremostPath());
    if (static_cast<std::size_t>(m_table->columnCount()) < m_table->environmentCount())
        notes << tr("These %1 are on the way of versions, or were deployed to last.")
                     .arg(counted(EnvironmentMatrixTable::mostUnlessAll));
    if (m_isCapped)
        notes << tr("Told from the newest %1 deployments; what was deployed before them is not known here.")
                     .arg(counted(deployment_reading::mostOfAll));
    return notes.join(u'\n');
}

void EnvironmentsPanel::tick() { m_view->viewport()->update(); }

bool EnvironmentsPanel::focusMain() {
    if (m_view->isHidden()) return false;
    m_view->setFocus();
    return true;
}

} // namespace shipglass
