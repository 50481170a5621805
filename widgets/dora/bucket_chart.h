// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QChartView>

#include <optional>

class QCategoryAxis;

namespace shipglass {

/// A value axis: where its lines are, and what stands there.
struct ChartScale {
    double top = 1;
    std::vector<std::pair<double, QString>> lines;
};
/// Up to a value of a unit, in steps that people count in, with about so many lines.
ChartScale scaleFor(double highest, std::string_view unit, int lines);

/// A chart of buckets beside each other, one of which can be chosen by mouse or, once it has the focus, with
/// Left, Right, Enter and Escape. What is drawn in it, others put there.
class BucketChart : public QChartView {
    Q_OBJECT

public:
    BucketChart(const QString& name, QWidget* parent = nullptr);

    /// That of a view is what was drawn so far: a page that scrolls would grow with it.
    QSize sizeHint() const override { return minimumSize().expandedTo(minimumSizeHint()); }
    /// Marks a bucket, or none, as the chosen one; emits nothing.
    void setChosen(std::optional<std::size_t> bucket);

signals:
    /// Nothing when the choice was taken back.
    void chosen(std::optional<std::size_t> bucket);

protected:
    /// What a bucket says when it is pointed at.
    virtual QString sayBucket(std::size_t bucket) const = 0;
    /// The largest value and its unit; `dots` need room below a value of zero, too.
    void setHighest(double highest, std::string_view unit, bool dots);
    /// What stands below the buckets.
    void setBuckets(const QStringList& names);
    std::size_t bucketCount() const { return static_cast<std::size_t>(m_names.size()); }
    QCategoryAxis* across() const { return m_across; }
    QCategoryAxis* upward() const { return m_upward; }
    /// The horizontal place of a bucket (its middle is the whole number) on the screen.
    double placeOf(double bucket) const;
    QRectF plot() const;
    virtual void applyTheme(const Theme& theme);

    bool event(QEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    std::optional<std::size_t> bucketAt(const QPointF& place) const;
    void choose(std::optional<std::size_t> bucket);
    void move(int by);
    void labelBuckets();
    void labelScale();

    QCategoryAxis *m_across, *m_upward;
    double m_highest = 0;
    bool m_dots = false;
    std::string_view m_unit;
    QStringList m_names;
    std::optional<std::size_t> m_chosen;
    std::size_t m_cursor = 0; ///< Where the keyboard is.
};

} // namespace shipglass
