// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/digest.h"
#include "models/latest.h"
#include "models/outcome_series.h"
#include "widgets/page.h"

class QBoxLayout;

namespace shipglass {

class CountCard;
class LatestPanel;
class OutcomeChart;
class WelcomePanel;

/// The few numbers that say how everything is, and how runs went over the last weeks.
class OverviewPage : public Page {
    Q_OBJECT

public:
    static constexpr int days = 30;

    static PageName called();
    explicit OverviewPage(const PageContext& context);

    std::optional<Kind> kind() const override { return Kind::run; }
    void search(const query::Query& query) override;
    void refresh() override;
    void tick() override;
    QString link() const override;
    void focusMain() override;
    void offer(const std::vector<OfferedServer>& servers);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What one reading finds.
    struct Found {
        Digest digest;
        Result<std::vector<Reader::DayOutcome>> outcomes;
        Result<std::vector<Latest>> latest;
    };
    void build();
    QWidget* buildCards();
    QWidget* buildChart();
    CountCard* card(const QString& name, const QString& title, const QString& page, const QString& query);
    void take(const Found& found);
    void showCards(const Digest& digest);
    void showSources(const Digest& digest);
    void showChart(const Found& found);

    LatestAsk m_ask;
    Time m_since{}, m_until{};
    WelcomePanel* m_welcome;
    CountCard *m_running = nullptr, *m_failed = nullptr, *m_firing = nullptr, *m_sources = nullptr;
    OutcomeChart* m_chart;
    LatestPanel* m_latest;
    QLabel* m_chartNone;
    QBoxLayout* m_lower; ///< Chart and latest, side by side where there is room.
};

} // namespace shipglass
