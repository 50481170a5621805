// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/sign.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace shipglass {

class QueryField;

/// The head of the window: where one is, the query, and what holds for all pages.
class TopBar : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    QueryField* query() const { return m_query; }
    /// Filled by the application with what a person may switch; hidden while it is empty.
    QMenu* menu() const { return m_menu; }
    void showPage(const QString& title, const QString& summary);
    /// Which moment is shown; empty for now.
    void setAsOf(const QString& text);
    void setPaused(bool paused);
    void setUtc(bool utc);

signals:
    void pollWanted();
    void pauseToggled();
    void utcToggled();
    void themeToggled();
    void helpWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QToolButton* button(const QString& name, const QString& text, void (TopBar::*signal)());
    void paintSigns();

    QLabel *m_title, *m_summary, *m_asOf, *m_problem;
    QueryField* m_query;
    QMenu* m_menu;
    QToolButton *m_poll, *m_pause, *m_utc, *m_theme, *m_help, *m_more;
    bool m_paused = false;
};

} // namespace shipglass
