// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/latest.h"
#include "widgets/time_style.h"

#include <QWidget>

class QLabel;

namespace shipglass {

class LineList;

/// What landed and shipped lately, newest first.
class LatestPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t most = 50;

    explicit LatestPanel(const TimeStyle& times, QWidget* parent = nullptr);
    void show(const Result<std::vector<Latest>>& latest);
    /// Says the ages anew.
    void tick();
    /// The page of the line that has the focus; empty for none.
    QString link() const;

private:
    const TimeStyle& m_times;
    std::vector<Latest> m_latest;
    QLabel* m_none;
    LineList* m_list;
};

} // namespace shipglass
