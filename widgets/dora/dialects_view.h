// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/side_by_side.h"

#include <QWidget>

class QLabel;

namespace shipglass {

class FigureTable;

/// What every dialect makes of the same facts, and by which rule: why the other tool says something else.
class DialectsView : public QWidget {
    Q_OBJECT

public:
    explicit DialectsView(QWidget* parent = nullptr);
    /// The key stands out, and the rules are those for it.
    void show(const std::vector<DialectAnswer>& dialects, dora::Key key);
    /// The answers are being worked out.
    void showWaiting();

signals:
    /// The page is seen or not: only then are the answers worth their time.
    void seen(bool isSeen);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void sayRule();

    FigureTable* m_table;
    QLabel* m_rule;
    std::vector<std::string_view> m_dialects; ///< By row.
    dora::Key m_key{};
};

} // namespace shipglass
