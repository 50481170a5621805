// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stage_table.h"
#include "widgets/list_table.h"

namespace shipglass {

/// The stages of a run on a time line.
class StageList : public ListTable {
    Q_OBJECT

public:
    explicit StageList(QWidget* parent = nullptr);
    void setTimeline(StageTimeline timeline) { m_stages->setTimeline(std::move(timeline)); }
    const StageTimeline& timeline() const { return m_stages->timeline(); }

private:
    StageTable* m_stages;
};

} // namespace shipglass
