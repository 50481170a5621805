// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/suggestions.h"
#include "widgets/page.h"

namespace shipglass {

class LineLabel;

/// A quiet line that says how much belongs to no service yet, and shows the services that could be. Hidden
/// while there is nothing to say, and once a person has put it away.
class ServiceHint : public QWidget {
    Q_OBJECT

public:
    static constexpr Millis pause = std::chrono::minutes(1);

    explicit ServiceHint(const PageContext& context, QWidget* parent = nullptr);

    /// Looks again, unless it has within `pause`.
    void refresh();
    bool hasAny() const { return !m_suggestions.empty(); }
    /// What it says, for a page that has nothing else to show.
    QString text() const;
    void openDialog();

signals:
    /// There is something else to say.
    void changed();

private:
    void take(const Result<std::vector<delivery::SuggestedService>>& found);
    void putAway();

    PageContext m_context;
    std::optional<Time> m_readAt;
    std::vector<delivery::SuggestedService> m_suggestions;
    LatestAsk m_ask;
    LineLabel* m_text;
    bool m_away = false;
};

} // namespace shipglass
