// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/suggestions.h"
#include "widgets/page.h"

namespace shipglass {

/// The services that could be made of what belongs to none yet, as a page offers them.
class ServiceOffer : public QObject {
    Q_OBJECT

public:
    static constexpr Millis pause = std::chrono::minutes(1);

    /// `page` is what the dialog belongs to.
    ServiceOffer(const PageContext& context, QWidget* page);

    /// Looks again, unless it has within `pause`.
    void refresh();
    bool hasAny() const { return !m_suggestions.empty(); }
    /// How much belongs to no service yet; empty where all does.
    QString text() const;
    /// The same and what a service is for, as a page says it that has nothing else to show.
    QString wholeText() const;
    /// Shows the services, as lines to copy or to add.
    void openDialog();

signals:
    /// There is something else to offer.
    void changed();

private:
    void take(const Result<std::vector<delivery::SuggestedService>>& found);

    PageContext m_context;
    QWidget* m_page;
    std::optional<Time> m_readAt;
    std::vector<delivery::SuggestedService> m_suggestions;
    LatestAsk m_ask;
};

} // namespace shipglass
