// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/record_detail.h"

class QTabWidget;

namespace shipglass {

class DetailHead;
class FactGrid;
class LineList;
class LogView;
class NotedPart;
class StageList;
class TestList;

/// Everything about one run: facts, stages, log, tests, attempts, and what can be done with it.
class RunDetail : public RecordDetail {
    Q_OBJECT

public:
    RunDetail(const PageContext& context, QWidget* parent = nullptr);
    void refresh() override;
    void tick() override;

protected:
    void leave() override;
    void take(const Row& row) override;
    void takeNone(const QString& why) override;

private:
    void build();
    void showRun();
    void showAttempts();
    void showButtons();
    Facts facts() const;

    std::optional<Run> m_run;
    QString m_service;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_rerun, *m_cancel, *m_approve;
    FactGrid* m_facts;
    QTabWidget* m_tabs;
    StageList* m_stages;
    NotedPart* m_stagePart;
    LogView* m_log;
    TestList* m_tests;
    LineList* m_attempts;
};

} // namespace shipglass
