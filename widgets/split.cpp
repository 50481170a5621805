// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/split.h"

#include <QFrame>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace shipglass {

namespace {

/// A list with the rounded border that every panel has.
QWidget* framed(QWidget* list, QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setObjectName(QStringLiteral("panel"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(1, 4, 1, 4);
    column->addWidget(list);
    return frame;
}

} // namespace

Split::Split(QWidget* list, QWidget* detail, QWidget* parent) : QSplitter(Qt::Horizontal, parent) {
    addWidget(framed(list, this));
    addWidget(detail);
    setChildrenCollapsible(false);
    setHandleWidth(10);
    setContentsMargins(12, 12, 12, 12);
    list->setMinimumSize(200, 80);
    detail->setMinimumSize(200, 120);
}

void Split::resizeEvent(QResizeEvent* event) {
    const int letter = fontMetrics().averageCharWidth();
    const auto wanted = width() / std::max(1, letter) >= 130 ? Qt::Horizontal : Qt::Vertical;
    const bool turned = wanted != orientation();
    if (turned) setOrientation(wanted);
    QSplitter::resizeEvent(event);
    if (turned || !event->oldSize().isValid()) share();
}

void Split::share() {
    const bool wide = orientation() == Qt::Horizontal;
    const int whole = wide ? width() : height();
    const int detail = wide ? std::min(whole * 2 / 5, fontMetrics().averageCharWidth() * 100) : whole / 2;
    setSizes({whole - detail, detail});
}

} // namespace shipglass
