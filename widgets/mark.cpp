// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mark.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace shipglass {

namespace {

/// Draws in a square of 16 by 16 units.
class Pen {
public:
    Pen(QPainter& painter, const QColor& color, const QColor& ground)
        : m_painter(painter), m_color(color), m_ground(ground) {}

    void fill(const QPainterPath& path) { m_painter.fillPath(path, m_color); }
    void line(std::initializer_list<QPointF> points, double width = 1.8) { stroke(points, m_color, width); }
    void sign(std::initializer_list<QPointF> points, double width = 1.8) { stroke(points, m_ground, width); }
    void signDot(double x, double y) { dot(x, y, m_ground); }
    void dot(double x, double y) { dot(x, y, m_color); }
    void ring(Qt::PenStyle style = Qt::SolidLine) {
        QPen pen(m_color, 1.7, style, Qt::FlatCap);
        if (style != Qt::SolidLine) pen.setDashPattern({1.7, 1.35});
        m_painter.setPen(pen);
        m_painter.drawEllipse(QRectF(2, 2, 12, 12));
    }
    void arc(int from, int span) {
        m_painter.setPen(QPen(m_color, 2.2, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawArc(QRectF(2.2, 2.2, 11.6, 11.6), from * 16, span * 16);
    }

private:
    void stroke(std::initializer_list<QPointF> points, const QColor& color, double width) {
        m_painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.drawPolyline(points.begin(), static_cast<int>(points.size()));
    }
    void dot(double x, double y, const QColor& color) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawEllipse(QPointF(x, y), 1.15, 1.15);
        m_painter.setBrush(Qt::NoBrush);
    }

    QPainter& m_painter;
    QColor m_color, m_ground;
};

QPainterPath circle() {
    QPainterPath path;
    path.addEllipse(QRectF(1.2, 1.2, 13.6, 13.6));
    return path;
}

QPainterPath box() {
    QPainterPath path;
    path.addRoundedRect(QRectF(1.6, 1.6, 12.8, 12.8), 2.6, 2.6);
    return path;
}

QPainterPath polygon(std::initializer_list<QPointF> points) {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath triangle() { return polygon({{8, 1.2}, {15.4, 14.4}, {0.6, 14.4}}); }
QPainterPath rhombus() { return polygon({{8, 0.6}, {15.4, 8}, {8, 15.4}, {0.6, 8}}); }
QPainterPath octagon() {
    return polygon({{5, 0.9}, {11, 0.9}, {15.1, 5}, {15.1, 11}, {11, 15.1}, {5, 15.1}, {0.9, 11}, {0.9, 5}});
}

void exclaim(Pen& pen, double top, double bottom) {
    pen.sign({{8, top}, {8, bottom - 3.2}}, 2);
    pen.signDot(8, bottom);
}

void paintFilled(Pen& pen, Mark mark) {
    switch (mark) {
    case Mark::check:
        pen.fill(circle());
        return pen.sign({{4.9, 8.3}, {7.1, 10.5}, {11.2, 5.8}});
    case Mark::cross:
        pen.fill(box());
        pen.sign({{5.4, 5.4}, {10.6, 10.6}}, 2);
        return pen.sign({{10.6, 5.4}, {5.4, 10.6}}, 2);
    case Mark::warning:
        pen.fill(triangle());
        return exclaim(pen, 6, 12.2);
    case Mark::octagon:
        pen.fill(octagon());
        return exclaim(pen, 4.2, 11.6);
    case Mark::diamond:
        pen.fill(rhombus());
        return exclaim(pen, 4.4, 11.4);
    case Mark::info:
        pen.fill(circle());
        pen.signDot(8, 4.9);
        return pen.sign({{8, 7.6}, {8, 11.2}}, 2);
    default:
        return;
    }
}

void paintOpen(Pen& pen, Mark mark) {
    switch (mark) {
    case Mark::arc:
        pen.arc(90, -250);
        return pen.dot(8, 8);
    case Mark::dashes:
        return pen.ring(Qt::CustomDashLine);
    case Mark::pause:
        pen.ring();
        pen.line({{6.4, 5.8}, {6.4, 10.2}});
        return pen.line({{9.6, 5.8}, {9.6, 10.2}});
    case Mark::slash:
        pen.ring();
        return pen.line({{4.4, 11.6}, {11.6, 4.4}});
    case Mark::skip:
        pen.line({{3, 4}, {7, 8}, {3, 12}});
        return pen.line({{9, 4}, {13, 8}, {9, 12}});
    case Mark::clock:
        pen.ring();
        return pen.line({{8, 4.8}, {8, 8.2}, {10.4, 9.6}});
    case Mark::ring:
        pen.ring();
        return pen.line({{5.4, 8.2}, {7.2, 10}, {10.6, 6.2}});
    case Mark::dot:
        pen.ring();
        return pen.fill([] {
            QPainterPath path;
            path.addEllipse(QPointF(8, 8), 3, 3);
            return path;
        }());
    case Mark::unknown:
        pen.line({{8, 1.8}, {14.2, 8}, {8, 14.2}, {1.8, 8}, {8, 1.8}}, 1.6);
        return pen.dot(8, 8);
    default:
        return;
    }
}

} // namespace

Look lookOf(RunStatus status) {
    switch (status) {
    case RunStatus::success:
        return {Mark::check, Tone::good};
    case RunStatus::failure:
        return {Mark::cross, Tone::bad};
    case RunStatus::unstable:
        return {Mark::warning, Tone::warning};
    case RunStatus::running:
        return {Mark::arc, Tone::running};
    case RunStatus::queued:
        return {Mark::dashes, Tone::neutral};
    case RunStatus::waiting:
        return {Mark::pause, Tone::waiting};
    case RunStatus::canceled:
        return {Mark::slash, Tone::neutral};
    case RunStatus::skipped:
        return {Mark::skip, Tone::neutral};
    case RunStatus::unknown:
        break;
    }
    return {Mark::unknown, Tone::neutral};
}

Look lookOf(DeploymentStatus status) {
    switch (status) {
    case DeploymentStatus::queued:
        return lookOf(RunStatus::queued);
    case DeploymentStatus::waiting:
        return lookOf(RunStatus::waiting);
    case DeploymentStatus::running:
        return lookOf(RunStatus::running);
    case DeploymentStatus::success:
        return lookOf(RunStatus::success);
    case DeploymentStatus::failure:
        return lookOf(RunStatus::failure);
    case DeploymentStatus::canceled:
        return lookOf(RunStatus::canceled);
    case DeploymentStatus::inactive:
        return {Mark::ring, Tone::neutral};
    case DeploymentStatus::unknown:
        break;
    }
    return lookOf(RunStatus::unknown);
}

Look lookOf(Severity severity) {
    switch (severity) {
    case Severity::critical:
        return {Mark::octagon, Tone::bad};
    case Severity::high:
        return {Mark::diamond, Tone::high};
    case Severity::warning:
        return {Mark::warning, Tone::warning};
    case Severity::info:
        return {Mark::info, Tone::running};
    case Severity::unknown:
        break;
    }
    return {Mark::unknown, Tone::neutral};
}

Look lookOf(AlertState state) {
    switch (state) {
    case AlertState::firing:
        return {Mark::dot, Tone::bad};
    case AlertState::acknowledged:
        return {Mark::ring, Tone::waiting};
    case AlertState::silenced:
        return {Mark::slash, Tone::neutral};
    case AlertState::resolved:
        return {Mark::check, Tone::good};
    }
    return {};
}

Look lookOf(SourceHealth health) {
    switch (health) {
    case SourceHealth::fresh:
        return {Mark::check, Tone::good};
    case SourceHealth::stale:
        return {Mark::clock, Tone::warning};
    case SourceHealth::failing:
        return {Mark::cross, Tone::bad};
    case SourceHealth::rateLimited:
        return {Mark::pause, Tone::waiting};
    case SourceHealth::disabled:
        return {Mark::slash, Tone::neutral};
    case SourceHealth::unknown:
        break;
    }
    return {Mark::unknown, Tone::neutral};
}

Look lookOf(SourceStanding standing, SourceHealth health) {
    return standing == SourceStanding::configured ? lookOf(health) : Look{Mark::dot, Tone::neutral};
}

void paintMark(QPainter& painter, const QRectF& where, Mark mark, const QColor& color, const QColor& ground) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(where.width(), where.height());
    painter.translate(where.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    Pen pen(painter, color, ground);
    paintFilled(pen, mark);
    paintOpen(pen, mark);
    painter.restore();
}

void paintLook(QPainter& painter, const QRectF& box, const Look& look, const Theme& theme) {
    paintMark(painter, box, look.mark, theme.tone(look.tone), theme.panel);
}

QPixmap markPixmap(const Look& look, const Theme& theme, int size, double ratio) {
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintLook(painter, QRectF(0, 0, size, size), look, theme);
    return pixmap;
}

} // namespace shipglass
