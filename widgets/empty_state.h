// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/labels.h"

class QPushButton;

namespace shipglass {

/// What a page says when it has nothing to show, and what to do next.
struct EmptyText {
    Look look;
    QString title, text;
    QString button; ///< Empty for none.
};

/// Shows an EmptyText in the middle.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    void show(const EmptyText& text);

signals:
    void pressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintAgain();

    Look m_look;
    QLabel *m_mark, *m_title, *m_text;
    QPushButton* m_button;
};

} // namespace shipglass
