// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latest_panel.h"

#include "models/plain_text.h"
#include "widgets/labels.h"
#include "widgets/line_list.h"

#include <QVBoxLayout>

namespace shipglass {

LatestPanel::LatestPanel(const TimeStyle& times, QWidget* parent)
    : QWidget(parent), m_times(times), m_none(quietLabel({}, this)),
      m_list(new LineList(QStringLiteral("latest"), tr("Landed and shipped, newest first"),
                          {{tr("What"), 0, 0, true, {}},
                           {tr("Who"), 14, 48, false, {}},
                           {tr("Where"), 16, 84, false, {}},
                           {tr("Age"), 11, 0, false, Qt::AlignRight}},
                          this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_none->setObjectName(QStringLiteral("latestNone"));
    m_none->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 8);
    column->addWidget(strongLabel(tr("Landed and shipped"), this));
    column->addWidget(m_none, 1);
    column->addWidget(m_list, 1);
}

void LatestPanel::show(const Result<std::vector<Latest>>& latest) {
    m_latest = latest ? *latest : std::vector<Latest>();
    m_none->setText(latest ? tr("No merged change and no release or deployment is known yet.")
                           : plainLine(latest.error().message));
    m_none->setVisible(m_latest.empty());
    m_list->setVisible(!m_latest.empty());
    tick();
}

void LatestPanel::tick() {
    std::vector<Line> lines;
    for (const Latest& one : m_latest) {
        const auto status = one.what == LatestWhat::deployment ? QVariant::fromValue(one.status)
                                                               : QVariant::fromValue(one.what);
        lines.push_back({status, {one.title, one.who, one.where, m_times.shortAge(one.at)}, {}});
    }
    m_list->setLines(std::move(lines));
}

QString LatestPanel::link() const {
    const int row = m_list->hasFocus() ? m_list->currentRow() : -1;
    return row < 0 ? QString() : m_latest[static_cast<std::size_t>(row)].url;
}

} // namespace shipglass
