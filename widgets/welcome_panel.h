// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace shipglass {

/// Offers the servers that were found on this machine, one click each. Hidden while there is none to offer.
class WelcomePanel : public QWidget {
    Q_OBJECT

public:
    WelcomePanel(Commands& commands, QWidget* parent = nullptr);
    void offer(const std::vector<OfferedServer>& servers);

signals:
    void said(const QString& text);

private:
    QWidget* rowFor(const OfferedServer& server);

    Commands& m_commands;
    QWidget* m_rows;
    QVBoxLayout* m_column;
};

} // namespace shipglass
