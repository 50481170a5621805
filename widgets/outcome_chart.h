// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outcome_series.h"
#include "widgets/theme.h"

#include <QChartView>

class QBarSet;
class QCategoryAxis;
class QChart;
class QLineSeries;
class QStackedBarSeries;
class QValueAxis;

namespace shipglass {

/// How the chart names what it counts.
struct OutcomeTexts {
    QString about, success, median;
};

/// Runs, or what else succeeds and fails, a day as stacked bars by outcome, and the median duration of the
/// successful ones as a line over them.
class OutcomeChart : public QChartView {
    Q_OBJECT

public:
    /// Counts runs.
    explicit OutcomeChart(QWidget* parent = nullptr);
    OutcomeChart(OutcomeTexts texts, QWidget* parent);
    void show(const OutcomeSeries& series);

signals:
    /// A day and an outcome were clicked: the bar's runs are wanted.
    void picked(std::int64_t dayMs, shipglass::OutcomeClass outcome);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildBars();
    void buildAxes();
    void applyTheme();
    void fillBars(const OutcomeSeries& series);
    void fillLine(const OutcomeSeries& series);
    void labelDays();
    void drawBars();
    void drawLine();

    OutcomeTexts m_texts;
    OutcomeSeries m_series;
    std::vector<QBarSet*> m_sets;
    QStackedBarSeries* m_bars;
    QLineSeries* m_line;
    QCategoryAxis* m_days;
    QValueAxis* m_counts;
    QCategoryAxis* m_lengths;
};

} // namespace shipglass
