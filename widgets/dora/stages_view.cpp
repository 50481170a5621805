// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/stages_view.h"

#include "models/plain_text.h"
#include "widgets/dora/figure_table.h"
#include "widgets/dora/figure_text.h"
#include "widgets/labels.h"
#include "widgets/phrases.h"

#include <QVBoxLayout>

namespace shipglass {

namespace {

QString rangeOf(dora::Stage stage) {
    switch (stage) {
    case dora::Stage::coding:
        return StagesView::tr("from the first commit until it was opened");
    case dora::Stage::review:
        return StagesView::tr("until it was approved, or first reviewed");
    case dora::Stage::merge:
        return StagesView::tr("from there until it was merged");
    case dora::Stage::deploy:
        return StagesView::tr("until production had it");
    }
    return {};
}

Line lineOf(dora::Stage stage, const dora::Figure& figure) {
    auto note = figure.value ? intervalText(figure, "s") : reasonText(figure.reason);
    if (figure.negative > 0)
        note += (note.isEmpty() ? QString() : QStringLiteral(" \u00b7 ")) +
                StagesView::tr("%1 ran backwards").arg(figure.negative);
    return {{},
            {phrase(stage), rangeOf(stage), shortValueText(figure.median, "s"),
             shortValueText(figure.p90, "s"), grouped(static_cast<std::int64_t>(figure.n)), note},
            {}};
}

} // namespace

StagesView::StagesView(QWidget* parent)
    : QWidget(parent), m_table(new FigureTable(QStringLiteral("stages"), tr("Parts of the lead time"),
                                               {{tr("Part"), 12, 0, false, {}},
                                                {tr("What it is"), 44, 96, false, {}},
                                                {tr("Median"), 14, 0, false, Qt::AlignRight},
                                                {tr("p90"), 14, 0, false, Qt::AlignRight},
                                                {tr("n"), 9, 0, false, Qt::AlignRight},
                                                {tr("How sure"), 0, 0, true, {}}},
                                               this)) {
    m_table->setObjectName(QStringLiteral("leadStages"));
    m_table->setStrong(2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_table);
    column->addWidget(
        quietLabel(tr("Each part by itself, of the changes that reached production in this period. A "
                      "change lacks the parts whose ends nobody says, so the counts differ and the "
                      "medians do not add up to the lead time."),
                   this));
    column->addStretch();
}

void StagesView::show(const DoraFindings& findings) {
    std::vector<Line> lines;
    for (std::size_t stage = 0; stage < dora::kStages; ++stage)
        lines.push_back(lineOf(static_cast<dora::Stage>(stage), findings.stages[stage]));
    m_table->setLines(std::move(lines));
}

} // namespace shipglass
