// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace shipglass {

/// A list and the detail of what is chosen in it: side by side where there is room, else one above the other.
class Split : public QSplitter {
    Q_OBJECT

public:
    Split(QWidget* list, QWidget* detail, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void share();
};

} // namespace shipglass
