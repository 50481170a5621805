// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run_table.h"
#include "widgets/page.h"

namespace shipglass {

class ListTable;
class RunDetail;

/// Runs, newest first, and the chosen one in detail.
class PipelinesPage : public Page {
    Q_OBJECT

public:
    static PageName called();
    explicit PipelinesPage(const PageContext& context);

    std::optional<Kind> kind() const override { return Kind::run; }
    void search(const query::Query& query) override;
    void refresh() override;
    void tick() override;
    QString link() const override;
    void focusMain() override;

private:
    void build();
    void showState();
    void choose(int row);
    EmptyText nothing() const;

    RunTable* m_runs;
    ListTable* m_list;
    RunDetail* m_detail;
    bool m_asked = false;
};

} // namespace shipglass
