// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/mark.h"

#include <QLabel>

#include <utility>
#include <vector>

namespace shipglass {

/// A label whose text is never markup and wraps.
QLabel* textLabel(const QString& text, QWidget* parent = nullptr);
/// The same in a muted colour.
QLabel* quietLabel(const QString& text, QWidget* parent = nullptr);

/// The same in a stronger weight, for titles, on one line.
QLabel* strongLabel(const QString& text, QWidget* parent = nullptr);
/// A label for a mark, which is a picture.
QLabel* markLabel(QWidget* parent);

/// One line of plain text that is cut with an ellipsis where there is no room.
class LineLabel : public QLabel {
    Q_OBJECT

public:
    explicit LineLabel(QWidget* parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A text that wraps, in the middle of a word where that is longer than a line, and can be selected. What is
/// copied is the text as it was given.
class ValueLabel : public QLabel {
    Q_OBJECT

public:
    explicit ValueLabel(QWidget* parent = nullptr);
    void show(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
};

/// The head of a detail pane: a mark, a title and a quiet line below it.
class DetailHead : public QWidget {
    Q_OBJECT

public:
    explicit DetailHead(QWidget* parent = nullptr);
    void show(const Look& look, const QString& title, const QString& below);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintAgain();

    Look m_look;
    QLabel* m_mark;
    LineLabel *m_title, *m_below;
};

/// A name and what is known under it. Empty ones are not shown.
using Facts = std::vector<std::pair<QString, QString>>;

/// Facts, one a line.
class FactGrid : public QWidget {
    Q_OBJECT

public:
    explicit FactGrid(QWidget* parent = nullptr);
    void show(const Facts& facts);

private:
    void addLine();

    std::vector<std::pair<QLabel*, ValueLabel*>> m_lines;
};

} // namespace shipglass
