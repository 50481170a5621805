// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sources_page.h"

#include "widgets/list_table.h"
#include "widgets/source_delegate.h"
#include "widgets/source_detail.h"
#include "widgets/split.h"
#include "widgets/welcome_panel.h"

#include <QVBoxLayout>

namespace shipglass {

PageName SourcesPage::called() { return {QStringLiteral("sources"), tr("Sources")}; }

SourcesPage::SourcesPage(const PageContext& context)
    : Page(context, called()), m_sources(new SourceTable(context.history, context.times.clock(), this)),
      m_list(new ListTable(this)), m_detail(new SourceDetail(context, this)),
      m_welcome(new WelcomePanel(context.commands, this)) {
    build();
    connect(m_sources, &SourceTable::loaded, this, &SourcesPage::showState);
    connect(m_list, &ListTable::currentRowChanged, this,
            [this](int row) { m_detail->show(m_sources->sourceAt(row), asOf().has_value()); });
    connect(m_detail, &SourceDetail::said, this, &Page::said);
    connect(m_welcome, &WelcomePanel::said, this, &Page::said);
    connect(&context.times, &TimeStyle::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void SourcesPage::build() {
    m_list->setItemDelegate(new SourceDelegate(context().times, m_list));
    m_list->show(m_sources, {{tr("Source"), 24, 0, false, {}},
                             {tr("Kind"), 21, 90, false, {}},
                             {tr("Last read"), 14, 0, false, {}},
                             {tr("Requests an hour"), 20, 150, false, Qt::AlignRight},
                             {tr("Data an hour"), 15, 130, false, Qt::AlignRight},
                             {tr("State"), 0, 0, true, {}}});
    m_list->setObjectName(QStringLiteral("sources"));
    m_list->setAccessibleName(tr("Sources"));
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* welcome = new QVBoxLayout;
    welcome->setContentsMargins(12, 0, 12, 0);
    welcome->addWidget(m_welcome);
    m_split = new Split(m_list, m_detail, content);
    column->addLayout(welcome);
    column->addWidget(m_split, 1);
    setContent(content);
}

void SourcesPage::offer(const std::vector<OfferedServer>& servers) {
    m_offers = !servers.empty();
    m_welcome->offer(servers);
    if (isLoaded()) showState();
}

void SourcesPage::refresh() {
    m_sources->setAsOf(asOf());
    m_sources->refresh();
}

void SourcesPage::tick() {
    m_list->viewport()->update();
    if (isVisible()) m_detail->tick();
}

void SourcesPage::showState() {
    const int count = m_sources->rowCount();
    if (count == 0 && !m_offers)
        showEmpty(nothing());
    else
        showContent();
    m_split->setVisible(count > 0);
    if (count > 0 && m_list->currentRow() < 0) m_list->selectRow(0);
    m_detail->show(m_sources->sourceAt(m_list->currentRow()), asOf().has_value());
    emit summarized(count == 1 ? tr("1 source") : tr("%1 sources").arg(count));
    if (!m_sources->error().isEmpty()) emit said(m_sources->error());
    setLoaded();
}

EmptyText SourcesPage::nothing() const {
    if (!m_sources->error().isEmpty())
        return {{Mark::cross, Tone::bad}, tr("The history cannot be read"), m_sources->error(), {}};
    return {{Mark::dashes, Tone::neutral},
            tr("No source is configured"),
            tr("Write one into shipglass.yaml; it is read at once. \u201cshipglass connectors\u201d lists "
               "the systems that can be watched and the "
               "keys of each."),
            {}};
}

void SourcesPage::focusMain() { m_list->setFocus(); }

} // namespace shipglass
