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
    /// `shown` says which bar is the chosen one.
    void show(const DoraFindings& findings, const KeyEvidence& evidence, const EvidenceWish& shown);
    /// What is looked at once a bar is chosen, or none: bars are classes of spans, or else buckets.
    EvidenceWish narrowed(EvidenceWish shown, std::optional<std::size_t> bar) const;

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
    std::optional<std::size_t> barOf(const EvidenceWish& shown) const;
    void fadePartial(const std::vector<bool>& partial, dora::By by);
    void fill(QBarSet* set, const std::vector<double>& counts);

    QBarSeries* m_bars;
    QBarSet *m_base, *m_hits;
    std::vector<SpanClass> m_classes;
    QStringList m_texts; ///< By bar: what it says.
    std::vector<Marker> m_markers;
};

} // namespace shipglass
