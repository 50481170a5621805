// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace shipglass {

/// The text of the first visible label that is lower than its lines are high; empty where all can be read.
inline QString cutLabel(const QWidget* parent) {
    for (const auto* label : parent->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty()) continue;
        const int wanted =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->fontMetrics().height();
        if (label->height() < wanted) return label->text();
    }
    return {};
}

} // namespace shipglass
