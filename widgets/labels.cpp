// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/labels.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr QChar breakHere{0x200b};
constexpr int longestWord = 20; ///< Letters of a word that is sure to fit on a line.

/// Marks every place in long words where a line may break.
QString breakable(const QString& text) {
    QString marked;
    int letters = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        letters = text[at].isSpace() ? 0 : letters + 1;
        marked += text[at];
        const bool whole = !text[at].isHighSurrogate() && !(at + 1 < text.size() && text[at + 1].isMark());
        if (letters >= longestWord && whole) marked += breakHere;
    }
    return marked;
}

void copySelected(const QLabel& label, QClipboard::Mode mode) {
    if (!label.hasSelectedText()) return;
    QGuiApplication::clipboard()->setText(label.selectedText().remove(breakHere), mode);
}

} // namespace

QLabel* textLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel* quietLabel(const QString& text, QWidget* parent) {
    auto* label = textLabel(text, parent);
    label->setProperty("quiet", true);
    return label;
}

QLabel* strongLabel(const QString& text, QWidget* parent) {
    auto* label = textLabel(text, parent);
    auto strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    label->setWordWrap(false);
    return label;
}

QLabel* markLabel(QWidget* parent) {
    auto* label = textLabel({}, parent);
    label->setWordWrap(false);
    return label;
}

LineLabel::LineLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize LineLabel::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

void LineLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const auto shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    painter.drawText(rect(), static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

ValueLabel::ValueLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void ValueLabel::show(const QString& text) {
    const auto marked = breakable(text);
    if (marked == this->text()) return;
    setText(marked);
    setAccessibleName(text);
}

void ValueLabel::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copySelected(*this, QClipboard::Clipboard);
    QLabel::keyPressEvent(event);
}

void ValueLabel::mouseReleaseEvent(QMouseEvent* event) {
    QLabel::mouseReleaseEvent(event);
    if (QGuiApplication::clipboard()->supportsSelection()) copySelected(*this, QClipboard::Selection);
}

void ValueLabel::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* copy = menu->addAction(tr("Copy"), this, [this] { copySelected(*this, QClipboard::Clipboard); });
    copy->setEnabled(hasSelectedText());
    menu->popup(event->globalPos());
}

DetailHead::DetailHead(QWidget* parent)
    : QWidget(parent), m_mark(markLabel(this)), m_title(new LineLabel(this)), m_below(new LineLabel(this)) {
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(QStringLiteral("detailTitle"));
    m_below->setProperty("quiet", true);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(m_title);
    lines->addWidget(m_below);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addLayout(lines, 1);
}

void DetailHead::show(const Look& look, const QString& title, const QString& below) {
    m_look = look;
    m_title->setText(title);
    m_title->setToolTip({});
    m_below->setText(below);
    paintAgain();
}

void DetailHead::paintAgain() {
    m_mark->setPixmap(markPixmap(m_look, themeOf(palette()), 22, devicePixelRatioF()));
}

void DetailHead::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintAgain();
}

FactGrid::FactGrid(QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
}

void FactGrid::addLine() {
    auto* name = quietLabel({}, this);
    name->setWordWrap(false);
    auto* value = new ValueLabel(this);
    auto* grid = static_cast<QGridLayout*>(layout());
    const int row = static_cast<int>(m_lines.size());
    grid->addWidget(name, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    m_lines.emplace_back(name, value);
}

void FactGrid::show(const Facts& facts) {
    std::size_t used = 0;
    for (const auto& [name, value] : facts) {
        if (value.isEmpty()) continue;
        if (used == m_lines.size()) addLine();
        const auto& [nameLabel, valueLabel] = m_lines[used++];
        nameLabel->setText(name);
        valueLabel->setObjectName(QStringLiteral("value-") + name);
        valueLabel->show(value);
    }
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        m_lines[at].first->setVisible(at < used);
        m_lines[at].second->setVisible(at < used);
    }
}

} // namespace shipglass
