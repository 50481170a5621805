// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alert_table.h"
#include "widgets/page.h"

namespace shipglass {

class AlertDetail;
class ListTable;

/// Alerts, the most urgent first, and the chosen one in detail. Resolved ones are left out unless the query
/// asks for states.
class AlertsPage : public Page {
    Q_OBJECT

public:
    static PageName called();
    explicit AlertsPage(const PageContext& context);

    std::optional<Kind> kind() const override { return Kind::alert; }
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

    AlertTable* m_alerts;
    ListTable* m_list;
    AlertDetail* m_detail;
    bool m_asked = false;
};

} // namespace shipglass
