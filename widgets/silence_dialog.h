// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/time.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shipglass {

/// Asks for how long an alert is to be silent, and why.
class SilenceDialog : public QDialog {
    Q_OBJECT

public:
    explicit SilenceDialog(const QString& alert, QWidget* parent = nullptr);
    /// Nothing while what was written is no duration, or none above zero.
    std::optional<Millis> duration() const;
    QString comment() const;

private:
    void build(const QString& alert);
    void check();

    QComboBox* m_duration;
    QLineEdit* m_comment;
    QLabel* m_problem;
    QPushButton* m_silence;
};

} // namespace shipglass
