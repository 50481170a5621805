// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"

#include <QWidget>

namespace shipglass {

class FigureTable;

/// The lead time split into coding, review, merge and deploy.
class StagesView : public QWidget {
    Q_OBJECT

public:
    explicit StagesView(QWidget* parent = nullptr);
    void show(const DoraFindings& findings);

private:
    FigureTable* m_table;
};

} // namespace shipglass
