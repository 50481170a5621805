// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/source_table.h"
#include "widgets/page.h"

namespace shipglass {

class ListTable;
class SourceDetail;
class WelcomePanel;

/// The sources and how they are, the chosen one in detail, and what could be added.
class SourcesPage : public Page {
    Q_OBJECT

public:
    static PageName called();
    explicit SourcesPage(const PageContext& context);

    void refresh() override;
    void tick() override;
    void focusMain() override;
    void offer(const std::vector<OfferedServer>& servers);

private:
    void build();
    void showState();
    EmptyText nothing() const;

    SourceTable* m_sources;
    ListTable* m_list;
    SourceDetail* m_detail;
    WelcomePanel* m_welcome;
    QWidget* m_split = nullptr;
    bool m_offers = false;
};

} // namespace shipglass
