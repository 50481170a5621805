// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/findings.h"
#include "widgets/theme.h"

#include <QAbstractButton>

namespace shipglass {

/// One DORA key: its value, how sure that is, where it stands and where it goes. Pressed, it fills the rest
/// of the page.
class KeyCard : public QAbstractButton {
    Q_OBJECT

public:
    KeyCard(dora::Key key, QWidget* parent = nullptr);

    void show(const DoraFindings& findings);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void say(const DoraFindings& findings);
    QFont valueFont() const;
    void paintGround(QPainter& painter, const Theme& theme) const;
    void paintLevel(QPainter& painter, const QRect& line, const Theme& theme) const;
    void paintChange(QPainter& painter, const QRect& line, const Theme& theme) const;
    void paintTrend(QPainter& painter, const QRect& box, const Theme& theme) const;

    dora::Key m_key;
    QString m_value, m_count, m_below, m_level, m_change;
    bool m_hasValue = false;
    DoraDifference m_difference;
    int m_rank = 0; ///< Of four, of a level that is a cluster of the reports; 0 for none.
    std::vector<std::optional<double>> m_trend;
};

} // namespace shipglass
