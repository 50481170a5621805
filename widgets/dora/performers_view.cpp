// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/performers_view.h"

#include "models/plain_text.h"
#include "widgets/dora/figure_table.h"
#include "widgets/dora/figure_text.h"
#include "widgets/labels.h"

#include <QVBoxLayout>

#include <algorithm>

namespace shipglass {

namespace {

using dora::Key;

QString numberOf(double times) { return QString::number(times, 'f', times < 20 ? 1 : 0); }

/// Above 1 is better than they are, below it worse.
QString sayTimes(Key key, std::optional<double> times) {
    if (!times) return QStringLiteral("\u2013");
    const bool better = *times >= 1;
    const auto how = numberOf(better || *times == 0 ? *times : 1 / *times);
    switch (key) {
    case Key::deploymentFrequency:
        return (better ? PerformersView::tr("%1 \u00d7 more often")
                       : PerformersView::tr("%1 \u00d7 less often"))
            .arg(how);
    case Key::changeLeadTime:
    case Key::recoveryTime:
        return (better ? PerformersView::tr("%1 \u00d7 faster") : PerformersView::tr("%1 \u00d7 slower"))
            .arg(how);
    default:
        return (better ? PerformersView::tr("%1 \u00d7 fewer") : PerformersView::tr("%1 \u00d7 more"))
            .arg(how);
    }
}

QString answered(Key key, int year, std::string_view cluster) {
    const auto* report = dora::reportYear(year);
    if (!report) return QStringLiteral("\u2013");
    for (const auto& band : report->of(key))
        if (band.cluster == cluster) return plainLine(band.answer);
    return QStringLiteral("\u2013");
}

Line lineOf(Key key, const DoraFindings& findings) {
    const auto& compared = findings.performers[static_cast<std::size_t>(key)];
    const int year = findings.asked.reportYear;
    const auto& [figure, unit, series] = findings.of(key);
    const auto published = compared.eliteOverLow > 0
                               ? PerformersView::tr("%1 \u00d7").arg(numberOf(compared.eliteOverLow))
                               : QStringLiteral("\u2013");
    return {{},
            {phrase(key), figure.value ? valueText(*figure.value, unit) : QStringLiteral("\u2013"),
             answered(key, year, "elite"), sayTimes(key, compared.overElite), answered(key, year, "low"),
             sayTimes(key, compared.overLow), published, plainLine(compared.source)},
            {}};
}

} // namespace

PerformersView::PerformersView(QWidget* parent)
    : QWidget(parent),
      m_table(new FigureTable(QStringLiteral("performers"), tr("Beside elite and low performers"),
                              {{tr("Key"), 27, 0, false, {}},
                               {tr("Here"), 15, 0, false, {}},
                               {tr("Elite answered"), 24, 120, false, {}},
                               {tr("Against elite"), 24, 0, false, {}},
                               {tr("Low answered"), 36, 190, false, {}},
                               {tr("Against low"), 22, 84, false, {}},
                               {tr("Elite over low"), 16, 100, false, {}},
                               {tr("Source"), 0, 140, true, {}}},
                              this)),
      m_source(quietLabel({}, this)) {
    m_table->setStrong(3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_table);
    column->addWidget(m_source);
    column->addStretch();
}

void PerformersView::show(const DoraFindings& findings) {
    std::vector<Line> lines;
    for (std::size_t key = 0; key < dora::kKeys; ++key)
        lines.push_back(lineOf(static_cast<Key>(key), findings));
    m_table->setLines(std::move(lines));
    const auto* report = dora::reportYear(findings.asked.reportYear);
    const auto source =
        report ? plainLine(report->source) : tr("No report of %1 is known").arg(findings.asked.reportYear);
    m_source->setText(
        tr("Held against the worse end of what each cluster answered. %1. Elite over low is what the "
           "report itself says, where it does. %2")
            .arg(source, plainLine(dora::kBandNote)));
}

} // namespace shipglass
