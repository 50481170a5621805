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

/// Everything about one source: how it is, what its last error means and what to do, its scopes and what it
/// costs.
class SourceDetail : public DetailPanel {
    Q_OBJECT

public:
    SourceDetail(const PageContext& context, QWidget* parent = nullptr);
    /// Shows a source; nothing for none.
    void show(const SourceState* state);
    void tick();

signals:
    void said(const QString& text);

private:
    void build();
    QPushButton* button(const QString& name, const QString& text, void (SourceDetail::*pressed)());
    void showState();
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
    // Made in the order in which Tab goes through them.
    DetailHead* m_head;
    QPushButton *m_test, *m_toggle, *m_stop, *m_forget;
    QLabel *m_problem, *m_remedy;
    FactGrid* m_facts;
    LineList* m_scopes;
};

} // namespace shipglass
