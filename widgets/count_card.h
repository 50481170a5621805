// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/mark.h"

#include <QAbstractButton>

namespace shipglass {

/// A number with its name, which opens the records it was counted from.
class CountCard : public QAbstractButton {
    Q_OBJECT

public:
    CountCard(const QString& name, const QString& title, QWidget* parent = nullptr);
    /// The look colours number and mark where there is something to see; `below` says more in a few words.
    void show(const QString& number, const QString& below, const Look& look);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont numberFont() const;
    /// As high as what is below the number is, wrapped.
    int belowHeight(int width) const;

    QString m_number, m_below;
    Look m_look;
};

} // namespace shipglass
