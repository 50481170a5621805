// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/suggestions.h"
#include "widgets/commands.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace shipglass {

/// Services that could be configured, as lines to copy or to add to the configuration.
class ServiceDialog : public QDialog {
    Q_OBJECT

public:
    ServiceDialog(std::vector<delivery::SuggestedService> suggestions, Commands& commands,
                  QWidget* parent = nullptr);

signals:
    /// The configuration has them now.
    void added();

private:
    void build();
    QWidget* buildReasons();
    QWidget* buildButtons();
    void copy();
    void add();

    std::vector<delivery::SuggestedService> m_suggestions;
    ServiceRules m_rules;
    Commands& m_commands;
    QString m_lines;
    QLabel* m_outcome;
    QPushButton* m_add;
};

} // namespace shipglass
