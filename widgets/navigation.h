// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/mark.h"
#include "widgets/sign.h"

#include <QAbstractButton>

#include <vector>

class QVBoxLayout;

namespace shipglass {

/// An entry of the navigation: sign, title, and a count that asks for attention.
class NavigationButton : public QAbstractButton {
    Q_OBJECT

public:
    NavigationButton(Sign sign, const QString& title, const QString& key, QWidget* parent);
    void setCount(std::int64_t count, Tone tone);
    void setCompact(bool compact);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int paintCount(QPainter& painter, const QRect& box, const Theme& theme) const;

    Sign m_sign;
    QString m_key;
    std::int64_t m_count = 0;
    Tone m_tone = Tone::neutral;
    bool m_compact = false;
};

/// The pages down the left side. Narrow windows show signs only.
class Navigation : public QWidget {
    Q_OBJECT

public:
    explicit Navigation(QWidget* parent = nullptr);
    void addPage(const QString& name, const QString& title);
    void setCurrent(int page);
    void setCount(const QString& name, std::int64_t count, Tone tone);
    void setCompact(bool compact);

signals:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    std::vector<NavigationButton*> m_buttons;
    QStringList m_names;
    bool m_compact = false;
};

} // namespace shipglass
