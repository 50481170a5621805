// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"
#include "widgets/dora/bucket_chart.h"

class QLineSeries;

namespace shipglass {

/// A key over time, and what it is held against behind it. Where a bucket has no value, the line has a gap.
class TrendChart : public BucketChart {
    Q_OBJECT

public:
    explicit TrendChart(QWidget* parent = nullptr);
    void show(const DoraFindings& findings, dora::Key key);

protected:
    QString sayBucket(std::size_t bucket) const override;
    void applyTheme(const Theme& theme) override;

private:
    using Series = std::vector<dora::Point>;
    void drawLines(const Series& series, const QString& name, bool isOther);
    void clear();
    void fadePartial(const Theme& theme);

    dora::Key m_key{};
    std::string_view m_unit;
    Series m_series, m_other;
    std::vector<bool> m_partial; ///< By point of the series.
    dora::By m_by{};
    dora::Calendar m_calendar;
    std::vector<QLineSeries*> m_lines, m_otherLines;
};

} // namespace shipglass
