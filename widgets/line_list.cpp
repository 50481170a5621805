// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/line_list.h"

#include "models/latest.h"
#include "models/run_row.h"
#include "models/source_table.h"
#include "widgets/cell_delegate.h"
#include "widgets/mark.h"

namespace shipglass {

namespace {

Look lookOf(TestStatus status) {
    switch (status) {
    case TestStatus::passed:
        return {Mark::check, Tone::good};
    case TestStatus::failed:
        return {Mark::cross, Tone::bad};
    case TestStatus::error:
        return {Mark::octagon, Tone::bad};
    case TestStatus::skipped:
        return {Mark::skip, Tone::neutral};
    }
    return {};
}

Look lookOf(LatestWhat what) { return {what == LatestWhat::merge ? Mark::ring : Mark::dot, Tone::neutral}; }

/// The look of a value when it is one of these types; every enumeration would convert to every other.
template <class... Enums> Look lookOfOne(const QVariant& value) {
    Look look;
    const auto take = [&]<class E>(const E*) {
        if (value.metaType() == QMetaType::fromType<E>()) look = lookOf(value.value<E>());
    };
    (take(static_cast<const Enums*>(nullptr)), ...);
    return look;
}

/// Draws a line's mark and first text in strong, the others in quiet.
class LineDelegate : public CellDelegate {
public:
    LineDelegate(std::vector<ListColumn> columns, QObject* parent)
        : CellDelegate(parent), m_columns(std::move(columns)) {}

protected:
    void paintCell(QPainter& painter, const QRect& box, const QModelIndex& index,
                   const Theme& theme) const override {
        const auto text = index.data().toString();
        if (index.column() > 0) {
            drawLine(painter, box, text, theme.muted,
                     m_columns[static_cast<std::size_t>(index.column())].alignment);
            return;
        }
        const int side = painter.fontMetrics().height();
        paintLook(painter, QRect(box.left(), box.center().y() - side / 2, side, side),
                  lookOfOne<RunStatus, TestStatus, DeploymentStatus, LatestWhat, SourceHealth, Severity>(
                      index.data(LineTable::StatusRole)),
                  theme);
        drawLine(painter, box.adjusted(side + padding, 0, 0, 0), text, theme.text);
    }

private:
    std::vector<ListColumn> m_columns;
};

} // namespace

LineList::LineList(const QString& name, const QString& accessibleName, std::vector<ListColumn> columns,
                   QWidget* parent)
    : ListTable(parent), m_lines(new LineTable(static_cast<int>(columns.size()), this)) {
    setItemDelegate(new LineDelegate(columns, this));
    show(m_lines, std::move(columns));
    setObjectName(name);
    setAccessibleName(accessibleName);
}

} // namespace shipglass
