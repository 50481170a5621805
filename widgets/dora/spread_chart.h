// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/evidence_reading.h"
#include "models/dora/findings.h"
#include "widgets/dora/bucket_chart.h"

class QBarSeries;
class QBarSet;

namespace shipglass {

/// How a key is spread: spans by how long they were, with median and 90th percentile marked; ratios as what
/// is above and below the line in each bucket; deployments counted by bucket.
class SpreadChart : public BucketChart {
    Q_OBJECT

public:
    explicit SpreadChart(QWidget* parent = nullptr);
    void show(const DoraFindings& findings, const KeyEvidence& evidence);
    /// Bars are buckets of time, and not classes of spans.
    bool isByBucket() const { return m_classes.empty(); }

protected:
    QString sayBucket(std::size_t bucket) const override;
    void applyTheme(const Theme& theme) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    struct Marker {
        double place;
        QString text;
    };
    void showClasses(const dora::Figure& figure, const std::vector<SpanClass>& classes);
    void showParts(const DoraFindings& findings, const KeyEvidence& evidence);
    void fill(QBarSet* set, const std::vector<double>& counts);

    QBarSeries* m_bars;
    QBarSet *m_base, *m_hits;
    std::vector<SpanClass> m_classes;
    QStringList m_texts; ///< By bar: what it says.
    std::vector<Marker> m_markers;
};

} // namespace shipglass
