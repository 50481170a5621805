// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"

#include <QWidget>

class QLabel;

namespace shipglass {

class FigureTable;

/// These figures beside the elite and low performers of a report year: how many times better, with the
/// source.
class PerformersView : public QWidget {
    Q_OBJECT

public:
    explicit PerformersView(QWidget* parent = nullptr);
    void show(const DoraFindings& findings);

private:
    FigureTable* m_table;
    QLabel* m_source;
};

} // namespace shipglass
