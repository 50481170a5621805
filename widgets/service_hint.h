// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace shipglass {

class LineLabel;
class ServiceOffer;

/// A quiet line that says how much belongs to no service yet, and shows the services that could be. Hidden
/// while there is nothing to say, and once a person has put it away.
class ServiceHint : public QWidget {
    Q_OBJECT

public:
    /// The offer outlives it.
    explicit ServiceHint(ServiceOffer& offer, QWidget* parent = nullptr);

    /// Has the offer look again, unless it is put away.
    void refresh();

private:
    void tell();
    void putAway();

    ServiceOffer& m_offer;
    LineLabel* m_text;
    bool m_away = false;
};

} // namespace shipglass
