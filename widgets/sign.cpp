// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sign.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace shipglass {

namespace {

using Points = std::initializer_list<QPointF>;

void line(QPainterPath& path, Points points) {
    path.moveTo(*points.begin());
    for (const QPointF& point : points) path.lineTo(point);
}

QPainterPath overview() {
    QPainterPath path;
    path.addRoundedRect(QRectF(2, 2, 5, 7), 1, 1);
    path.addRoundedRect(QRectF(9.5, 2, 4.5, 3.5), 1, 1);
    path.addRoundedRect(QRectF(9.5, 8, 4.5, 6), 1, 1);
    path.addRoundedRect(QRectF(2, 11.5, 5, 2.5), 1, 1);
    return path;
}

QPainterPath pipelines() {
    QPainterPath path;
    path.addEllipse(QPointF(3.5, 4), 1.8, 1.8);
    path.addEllipse(QPointF(12.5, 4), 1.8, 1.8);
    path.addEllipse(QPointF(12.5, 12), 1.8, 1.8);
    line(path, {{5.3, 4}, {10.7, 4}});
    path.moveTo(3.5, 5.8);
    path.cubicTo(3.5, 11, 6, 12, 10.7, 12);
    return path;
}

/// A box that is set down on its place.
QPainterPath deployments() {
    QPainterPath path;
    path.addRoundedRect(QRectF(5, 1.8, 6, 5.4), 1, 1);
    line(path, {{8, 7.2}, {8, 11}});
    line(path, {{5.8, 9.2}, {8, 11.4}, {10.2, 9.2}});
    line(path, {{2.2, 11}, {2.2, 14}, {13.8, 14}, {13.8, 11}});
    return path;
}

/// A curve over its axes.
QPainterPath dora() {
    QPainterPath path;
    line(path, {{2.2, 2}, {2.2, 13.8}, {14, 13.8}});
    line(path, {{4.6, 10.6}, {7.4, 7}, {9.8, 9}, {13.4, 3.6}});
    return path;
}

QPainterPath alerts() {
    QPainterPath path;
    path.moveTo(3, 11.5);
    path.cubicTo(4.4, 10, 4.2, 8.5, 4.3, 6.8);
    path.cubicTo(4.5, 4.2, 6, 2.6, 8, 2.6);
    path.cubicTo(10, 2.6, 11.5, 4.2, 11.7, 6.8);
    path.cubicTo(11.8, 8.5, 11.6, 10, 13, 11.5);
    path.closeSubpath();
    line(path, {{6.6, 13.6}, {9.4, 13.6}});
    return path;
}

QPainterPath sources() {
    QPainterPath path;
    path.addEllipse(QRectF(2.5, 2, 11, 4));
    line(path, {{2.5, 4}, {2.5, 12}});
    line(path, {{13.5, 4}, {13.5, 12}});
    path.moveTo(2.5, 8);
    path.cubicTo(2.5, 10.6, 13.5, 10.6, 13.5, 8);
    path.moveTo(2.5, 12);
    path.cubicTo(2.5, 14.6, 13.5, 14.6, 13.5, 12);
    return path;
}

QPainterPath refresh() {
    QPainterPath path;
    path.arcMoveTo(QRectF(3, 3, 10, 10), 40);
    path.arcTo(QRectF(3, 3, 10, 10), 40, 290);
    line(path, {{12.6, 1.8}, {12.2, 5.2}, {8.9, 4.6}});
    return path;
}

QPainterPath clock() {
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 5.6, 5.6);
    line(path, {{8, 4.6}, {8, 8.2}, {10.4, 9.6}});
    return path;
}

QPainterPath theme() {
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 5.4, 5.4);
    for (const double x : {9.4, 11.2}) line(path, {{x, x < 10 ? 3.0 : 4.2}, {x, x < 10 ? 13.0 : 11.8}});
    line(path, {{8, 2.8}, {8, 13.2}});
    return path;
}

QPainterPath help() {
    QPainterPath path;
    path.moveTo(5.2, 5.6);
    path.cubicTo(5.2, 1.4, 11.2, 1.8, 10.8, 5.6);
    path.cubicTo(10.6, 7.6, 8, 7.8, 8, 10);
    path.addEllipse(QPointF(8, 13), 0.5, 0.5);
    return path;
}

QPainterPath ship() {
    QPainterPath path;
    line(path, {{1.6, 10.4}, {14.4, 10.4}, {12, 14}, {4, 14}, {1.6, 10.4}});
    line(path, {{7.4, 10.4}, {7.4, 1.8}, {3, 8.2}, {7.4, 8.2}});
    line(path, {{9.2, 3.6}, {13, 8.2}, {9.2, 8.2}, {9.2, 3.6}});
    return path;
}

QPainterPath pathOf(Sign sign) {
    QPainterPath path;
    switch (sign) {
    case Sign::overview:
        return overview();
    case Sign::pipelines:
        return pipelines();
    case Sign::deployments:
        return deployments();
    case Sign::dora:
        return dora();
    case Sign::alerts:
        return alerts();
    case Sign::sources:
        return sources();
    case Sign::refresh:
        return refresh();
    case Sign::clock:
        return clock();
    case Sign::theme:
        return theme();
    case Sign::help:
        return help();
    case Sign::ship:
        return ship();
    case Sign::pause:
        line(path, {{5.5, 3.5}, {5.5, 12.5}});
        line(path, {{10.5, 3.5}, {10.5, 12.5}});
        return path;
    case Sign::resume:
        line(path, {{5, 3}, {12.5, 8}, {5, 13}, {5, 3}});
        return path;
    case Sign::menu:
        for (const double y : {4.0, 8.0, 12.0}) line(path, {{2.5, y}, {13.5, y}});
        return path;
    }
    return path;
}

} // namespace

void paintSign(QPainter& painter, const QRectF& box, Sign sign, const QColor& color) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(box.width(), box.height());
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    painter.strokePath(pathOf(sign), QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.restore();
}

QIcon signIcon(Sign sign, const QColor& color, double ratio) {
    constexpr int side = 16;
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSign(painter, QRectF(0, 0, side, side), sign, color);
    return QIcon(pixmap);
}

} // namespace shipglass
