// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/dialects_view.h"

#include "models/plain_text.h"
#include "widgets/dora/dialect_rules.h"
#include "widgets/dora/figure_table.h"
#include "widgets/dora/figure_text.h"
#include "widgets/labels.h"

#include <QVBoxLayout>

namespace shipglass {

namespace {

QString cellText(const dora::KeyAnswer& answer) {
    const auto& figure = answer.figure;
    if (!figure.value) return QStringLiteral("\u2013");
    const auto count = answer.unit == "ratio" ? countText(figure, answer.unit) : QString::number(figure.n);
    auto text = QStringLiteral("%1 (%2)").arg(valueText(*figure.value, answer.unit), count);
    if (!figure.level.empty() && figure.level != dora::kTooFew)
        text += QStringLiteral(", ") + levelText(figure.level);
    return text;
}

} // namespace

DialectsView::DialectsView(QWidget* parent)
    : QWidget(parent),
      m_table(new FigureTable(QStringLiteral("dialects"), tr("The same facts in every dialect"),
                              {{tr("Dialect"), 18, 0, false, {}},
                               {shortPhrase(dora::Key::deploymentFrequency), 32, 84, false, {}},
                               {shortPhrase(dora::Key::changeLeadTime), 23, 60, false, {}},
                               {shortPhrase(dora::Key::changeFailureRate), 32, 0, false, {}},
                               {shortPhrase(dora::Key::recoveryTime), 26, 110, false, {}},
                               {shortPhrase(dora::Key::reworkRate), 17, 130, false, {}},
                               {tr("How it counts"), 0, 180, true, {}}},
                              this)),
      m_rule(textLabel({}, this)) {
    m_rule->setObjectName(QStringLiteral("dialectRule"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_table);
    column->addWidget(m_rule);
    column->addStretch();
    connect(m_table, &ListTable::currentRowChanged, this, &DialectsView::sayRule);
    showWaiting();
}

void DialectsView::showWaiting() {
    m_table->setLines({});
    m_dialects.clear();
    m_rule->setText(tr("Counting in every dialect\u2026"));
}

void DialectsView::show(const std::vector<DialectAnswer>& dialects, dora::Key key) {
    m_key = key;
    m_dialects.clear();
    std::vector<Line> lines;
    for (const auto& [dialect, answer] : dialects) {
        m_dialects.push_back(dialect);
        Line line{{}, {plainLine(dialect)}, dialectRule(dialect, key)};
        for (const auto& each : answer) line.cells << cellText(each);
        line.cells << line.detail;
        lines.push_back(std::move(line));
    }
    m_table->setLines(std::move(lines));
    m_table->setStrong(static_cast<int>(key) + 1);
    sayRule();
}

void DialectsView::sayRule() {
    const auto row = static_cast<std::size_t>(m_table->currentRow());
    if (row >= m_dialects.size()) return;
    m_rule->setText(QStringLiteral("%1, %2: %3")
                        .arg(plainLine(m_dialects[row]), phrase(m_key), dialectRule(m_dialects[row], m_key)));
}

void DialectsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    emit seen(true);
}

void DialectsView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    emit seen(false);
}

} // namespace shipglass
