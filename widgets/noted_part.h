// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace shipglass {

/// A view with a quiet sentence above it, or in its place while there is nothing to show.
class NotedPart : public QWidget {
    Q_OBJECT

public:
    /// Takes the view.
    NotedPart(QWidget* view, QWidget* parent = nullptr);
    /// An empty note is not shown.
    void tell(bool hasContent, const QString& note);
    QWidget* view() const { return m_view; }

private:
    QLabel* m_note;
    QWidget* m_view;
};

} // namespace shipglass
