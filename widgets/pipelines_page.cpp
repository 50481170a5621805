// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pipelines_page.h"

#include "widgets/list_table.h"
#include "widgets/phrases.h"
#include "widgets/run_delegate.h"
#include "widgets/run_detail.h"
#include "widgets/split.h"

namespace shipglass {

PageName PipelinesPage::called() { return {QStringLiteral("pipelines"), tr("Pipelines")}; }

PipelinesPage::PipelinesPage(const PageContext& context)
    : Page(context, called()), m_runs(new RunTable(context.history, context.times.clock(), this)),
      m_list(new ListTable(this)), m_detail(new RunDetail(context, this)) {
    build();
    connect(m_runs, &RunTable::loaded, this, &PipelinesPage::showState);
    connect(m_runs, &RunTable::counted, this, &PipelinesPage::showState);
    connect(m_list, &ListTable::currentRowChanged, this, &PipelinesPage::choose);
    // The chosen row may come after its choice, as when End is pressed.
    connect(m_runs, &RunTable::dataChanged, this, [this] { choose(m_list->currentRow()); });
    connect(m_list, &ListTable::opened, this, [this](int row) {
        if (const auto* run = m_runs->runAt(row))
            this->context().commands.readDetail(Kind::run, run->source, run->id);
    });
    connect(m_detail, &RunDetail::said, this, &Page::said);
    connect(m_detail, &RunDetail::loaded, this, &PipelinesPage::setLoaded);
    connect(&context.times, &TimeStyle::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void PipelinesPage::build() {
    m_list->setItemDelegate(new RunDelegate(context().times, m_list));
    m_list->show(m_runs, {{tr("Pipeline"), 24, 0, false, {}},
                          {tr("Run"), 0, 0, true, {}},
                          {tr("Branch"), 16, 84, false, {}},
                          {tr("Started by"), 14, 150, false, {}},
                          {tr("Last runs"), 18, 66, false, {}},
                          {tr("Length"), 13, 0, false, Qt::AlignRight},
                          {tr("Age"), 10, 0, false, Qt::AlignRight}});
    m_list->setObjectName(QStringLiteral("runs"));
    m_list->setAccessibleName(tr("Runs, newest first"));
    setContent(new Split(m_list, m_detail, this));
}

void PipelinesPage::search(const query::Query& query) {
    Page::search(query);
    m_asked = true;
    Selection selection;
    selection.where = query;
    selection.asOf = asOf();
    m_detail->setAsOf(asOf());
    m_runs->select(selection);
}

void PipelinesPage::refresh() {
    if (!m_asked) return search(query());
    m_runs->refresh();
    m_detail->refresh();
}

void PipelinesPage::tick() {
    m_runs->tick();
    m_list->viewport()->update();
    if (isVisible()) m_detail->tick();
}

void PipelinesPage::showState() {
    if (m_runs->rowCount() == 0)
        showEmpty(nothing());
    else
        showContent();
    if (m_runs->rowCount() > 0 && m_list->currentRow() < 0) m_list->selectRow(0);
    const auto count = grouped(m_runs->rowCount());
    const auto text = m_runs->rowCount() == 1 ? tr("1 run") : tr("%1 runs").arg(count);
    emit summarized(m_runs->isCounted() ? text : tr("%1 runs and more").arg(count));
    if (!m_runs->error().isEmpty()) emit said(m_runs->error());
    if (m_runs->rowCount() == 0) setLoaded();
}

EmptyText PipelinesPage::nothing() const {
    if (!m_runs->error().isEmpty()) return unreadable(m_runs->error());
    if (!query().terms.empty()) return unmatched();
    return {{Mark::dashes, Tone::neutral},
            tr("No runs yet"),
            tr("Runs appear here as soon as a source has reported one. Look at the sources to see whether "
               "they are read, or add one."),
            tr("Look at the sources")};
}

void PipelinesPage::choose(int row) {
    if (const auto* run = m_runs->runAt(row)) m_detail->show(run->source, run->id);
}

QString PipelinesPage::link() const {
    const auto* run = m_runs->runAt(m_list->currentRow());
    return run ? run->url : QString();
}

void PipelinesPage::focusMain() { m_list->setFocus(); }

} // namespace shipglass
