// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace shipglass {

/// The frame that the details of one thing have: one part below the other on a panel.
class DetailPanel : public QWidget {
    Q_OBJECT

public:
    explicit DetailPanel(QWidget* parent);

protected:
    /// Below what was added before; `stretch` 1 for what takes the room that is left.
    void addPart(QWidget* part, int stretch = 0);
    /// Buttons side by side.
    void addButtons(const QList<QWidget*>& buttons);
    /// A part that scrolls where it does not fit, one child below the other. `name` and `title` are for tests
    /// and screen readers.
    QVBoxLayout* addScrolled(const QString& name, const QString& title);

private:
    QVBoxLayout* m_column;
};

} // namespace shipglass
