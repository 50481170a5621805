// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/desk.h"
#include "widgets/page.h"

class QBoxLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTabWidget;

namespace shipglass {

class DialectsView;
class DoraHead;
class DoraSaving;
class EvidenceView;
class FoldedGrid;
class KeyCard;
class NoDeployments;
class PerformersView;
class SpreadChart;
class StagesView;
class TrendChart;

/// The five DORA keys, each open to the rows and the rule behind it.
class DoraPage : public Page {
    Q_OBJECT

public:
    static PageName called();
    explicit DoraPage(const PageContext& context);

    void search(const query::Query& query) override;
    void refresh() override;
    void tick() override;
    QString link() const override;
    void focusMain() override;

    void chooseKey(dora::Key key);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildCards();
    QWidget* buildCharts();
    QWidget* buildParts();
    void connectParts();
    void connectDesk();
    void narrow(const EvidenceWish& wish);
    void showAnswer();
    void showEvidence();
    void showDialects();
    void showNotices();
    void summarize();
    void fail(const QString& why);

    DoraDesk* m_desk;
    bool m_begun = false;
    // Made in the order in which Tab goes through them.
    QStackedWidget* m_pages;
    QScrollArea* m_scroll;
    NoDeployments* m_none;
    QWidget* m_body;
    DoraHead* m_head;
    QLabel* m_notices;
    FoldedGrid* m_cards;
    std::array<KeyCard*, dora::kKeys> m_keys{};
    QLabel *m_bands, *m_trendTitle, *m_spreadTitle;
    QBoxLayout* m_charts;
    TrendChart* m_trend;
    SpreadChart* m_spread;
    QTabWidget* m_parts;
    EvidenceView* m_evidence;
    StagesView* m_stages;
    DialectsView* m_dialects;
    PerformersView* m_performers;
    DoraSaving* m_saving;
};

} // namespace shipglass
