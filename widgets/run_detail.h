// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/page.h"

class QPushButton;
class QTabWidget;

namespace shipglass {

class DetailHead;
class FactGrid;
class LineList;
class LogView;
class StageList;
class TestList;

/// Everything about one run: facts, stages, log, tests, attempts, and what can be done with it.
class RunDetail : public QWidget {
    Q_OBJECT

public:
    RunDetail(const PageContext& context, QWidget* parent = nullptr);

    /// Shows a run; empty for none.
    void show(const std::string& source, const std::string& id);
    void refresh();
    void tick();
    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    const QString& link() const { return m_link; }

signals:
    void said(const QString& text);
    /// The run was read.
    void loaded();

private:
    void build();
    QWidget* buildActions();
    QPushButton* button(const QString& name, const QString& text, const std::string& verb);
    void take(Result<Row> row);
    void showRun();
    void showAttempts();
    void showButtons();
    void act(const std::string& verb);
    Facts facts() const;

    PageContext m_context;
    std::optional<Time> m_asOf;
    std::string m_source, m_id;
    std::optional<Run> m_run;
    QString m_service, m_link;
    LatestAsk m_ask;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_rerun, *m_cancel, *m_approve;
    FactGrid* m_facts;
    QTabWidget* m_tabs;
    StageList* m_stages;
    LogView* m_log;
    TestList* m_tests;
    LineList* m_attempts;
};

} // namespace shipglass
