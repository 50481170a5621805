// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/source_state.h"
#include "widgets/detail_panel.h"
#include "widgets/page.h"

class QPushButton;

namespace shipglass {

class DetailHead;
class FactGrid;
class LineList;
class ValueLabel;

/// Everything about one source: how it is, what its last error means and what to do, its scopes and what it
/// costs.
class SourceDetail : public DetailPanel {
    Q_OBJECT

public:
    SourceDetail(const PageContext& context, QWidget* parent = nullptr);
    /// Shows a source; nothing for none. `past`: as it was, when what polls cost is not known any more.
    void show(const SourceState* state, bool past);
    void tick();

signals:
    void said(const QString& text);

private:
    void build();
    QPushButton* button(const QString& name, const QString& text, void (SourceDetail::*pressed)());
    void showState();
    void showProblem();
    void showButtons();
    void showScopes();
    void testConnection();
    void toggle();
    void askForget();
    void forget();
    void stopBackfill();
    ReplyTo saying();
    Facts facts() const;

    PageContext m_context;
    std::optional<SourceState> m_state;
    bool m_past = false;
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_test, *m_toggle, *m_stop, *m_forget;
    ValueLabel* m_problem;
    QLabel* m_remedy;
    FactGrid* m_facts;
    LineList* m_scopes;
};

} // namespace shipglass
