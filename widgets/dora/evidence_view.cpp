// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dora/evidence_view.h"

#include "delivery/lookup.h"
#include "models/dora/evidence_table.h"
#include "models/plain_text.h"
#include "query/queries.h"
#include "widgets/dora/evidence_delegate.h"
#include "widgets/dora/figure_text.h"
#include "widgets/labels.h"
#include "widgets/list_table.h"
#include "widgets/phrases.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace shipglass {

namespace {

constexpr int fewestRows = 5;

/// Not every kind of record has a title and a link.
QString titleOf(const Record& record) {
    const auto read = [](const auto& one) -> QString {
        if constexpr (requires { one.title; }) return plainLine(one.title);
        return {};
    };
    return std::visit(read, record);
}
QString linkOf(const Record& record) {
    const auto read = [](const auto& one) -> QString {
        if constexpr (requires { one.url; }) return safeLink(one.url);
        return {};
    };
    return std::visit(read, record);
}

/// Alerts that are over are only shown to those who ask for a state.
QString queryOf(const RecordPlace& place) {
    const auto state = place.kind == Kind::alert ? QStringLiteral(" state:*") : QString();
    return QString::fromStdString(query::format(queries::record(place.source, place.id))) + state;
}

/// The page that shows records of a kind; empty where there is none.
QString pageOf(Kind kind) {
    if (kind == Kind::deployment) return QStringLiteral("deployments");
    return kind == Kind::alert ? QStringLiteral("alerts") : QString();
}

/// Changes have no page: what they are shown with is the deployment that shipped them.
RecordPlace shownPlace(const EvidenceRow& row, const RecordPlace& place) {
    if (!pageOf(place.kind).isEmpty() || row.deploymentId.empty()) return place;
    return {Kind::deployment, row.deploymentSource, row.deploymentId};
}

QString sayCorrection(const SuggestedCorrection& correction) {
    switch (correction.says) {
    case dora::Says::causedBy:
        return EvidenceView::tr("%1 caused it").arg(plainLine(correction.deployment));
    case dora::Says::notCaused:
        return EvidenceView::tr("No deployment caused it");
    case dora::Says::rollback:
        return EvidenceView::tr("It is a rollback");
    case dora::Says::noRollback:
        return EvidenceView::tr("It is no rollback");
    case dora::Says::hotfix:
        return EvidenceView::tr("It is a hotfix");
    case dora::Says::noHotfix:
        return EvidenceView::tr("It is no hotfix");
    }
    return {};
}

QString sayCount(const KeyEvidence& evidence) {
    const auto all = grouped(static_cast<std::int64_t>(evidence.count));
    const auto used = grouped(static_cast<std::int64_t>(evidence.used));
    if (evidence.rows.size() < evidence.count)
        return EvidenceView::tr("The newest %1 of %2 rows; %3 are used")
            .arg(grouped(static_cast<std::int64_t>(evidence.rows.size())), all, used);
    return EvidenceView::tr("%1 rows, %2 of them used").arg(all, used);
}

} // namespace

EvidenceView::EvidenceView(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_rows(new EvidenceTable(this)), m_count(quietLabel({}, this)),
      m_bucketChip(new QPushButton(this)), m_spanChip(new QPushButton(this)), m_list(new ListTable(this)),
      m_title(new LineLabel(this)), m_open(new QPushButton(tr("Open"), this)),
      m_correct(new QPushButton(tr("Copy a correction"), this)), m_corrections(new QMenu(m_correct)) {
    build();
    connectParts();
}

void EvidenceView::build() {
    m_count->setObjectName(QStringLiteral("evidenceCount"));
    m_count->setWordWrap(false);
    m_bucketChip->setObjectName(QStringLiteral("bucketChip"));
    m_bucketChip->setToolTip(tr("Show the rows of the whole period again"));
    m_spanChip->setObjectName(QStringLiteral("spanChip"));
    m_spanChip->setToolTip(tr("Show the rows of any span again"));
    m_list->setObjectName(QStringLiteral("evidence"));
    m_list->setAccessibleName(tr("Rows behind the figure, newest first"));
    m_list->setItemDelegate(new EvidenceDelegate(m_context.times, m_list));
    m_list->show(m_rows, {{tr("At"), 26, 70, false, {}},
                          {tr("Kind"), 16, 100, false, {}},
                          {tr("Record"), 26, 0, false, {}},
                          {tr("Service"), 16, 110, false, {}},
                          {tr("Used, or why not"), 0, 0, true, {}},
                          {tr("Span"), 12, 72, false, Qt::AlignRight}});
    m_list->setMinimumHeight(fewestRows * fontMetrics().height() * 2);
    m_title->setObjectName(QStringLiteral("evidenceTitle"));
    m_open->setObjectName(QStringLiteral("openEvidence"));
    m_correct->setObjectName(QStringLiteral("correctEvidence"));
    m_correct->setMenu(m_corrections);
    auto* head = new QHBoxLayout;
    head->addWidget(m_count);
    for (auto* chip : {m_bucketChip, m_spanChip}) {
        chip->hide();
        head->addWidget(chip);
    }
    head->addStretch();
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_title, 1);
    foot->addWidget(m_open);
    foot->addWidget(m_correct);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
}

void EvidenceView::connectParts() {
    connect(m_bucketChip, &QPushButton::clicked, this, [this] {
        emit widened({m_shown.key, std::nullopt, m_shown.spans});
    });
    connect(m_spanChip, &QPushButton::clicked, this, [this] {
        emit widened({m_shown.key, m_shown.bucket, std::nullopt});
    });
    connect(m_list, &ListTable::currentRowChanged, this, &EvidenceView::choose);
    connect(m_list, &ListTable::opened, this, &EvidenceView::open);
    connect(m_open, &QPushButton::clicked, this, [this] { open(m_list->currentRow()); });
    connect(&m_context.times, &TimeStyle::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void EvidenceView::show(const KeyEvidence& evidence, const DoraFindings& findings,
                        const EvidenceWish& shown) {
    m_shown = shown;
    m_count->setText(sayCount(evidence));
    showChip(m_bucketChip, shown.bucket.has_value(), windowText(evidence.window, findings.calendar));
    showChip(m_spanChip, shown.spans.has_value(), rangeText(shown.spans.value_or(SpanRange{})));
    m_rows->setRows(evidence.rows);
    if (m_rows->rowCount() > 0) return m_list->selectRow(0);
    choose(-1);
    m_title->setText(tr("Nothing was counted or left out here."));
}

void EvidenceView::showChip(QPushButton* chip, bool isNarrowed, const QString& text) {
    chip->setVisible(isNarrowed);
    chip->setText(QStringLiteral("%1  \u00d7").arg(text));
    chip->setAccessibleName(tr("Only %1: show all").arg(text));
}

void EvidenceView::choose(int row) {
    const auto* chosen = m_rows->rowAt(row);
    m_link.clear();
    m_title->setText({});
    m_ask.cancel();
    m_open->setEnabled(chosen != nullptr);
    m_correct->setEnabled(false);
    if (!chosen) return;
    fillCorrections(*chosen);
    const auto place = recordOf(*chosen);
    if (!place) return;
    const auto now = m_context.times.now();
    m_ask = m_context.history.ask(
        this,
        [place = *place, now, asOf = m_asOf](Reader& reader) {
            return delivery::findRow(reader, place.kind, place.source, place.id, now, asOf);
        },
        [this](const Result<Row>& found) { take(found); });
}

void EvidenceView::take(const Result<Row>& row) {
    if (!row) return m_title->setText(plainLine(row.error().message));
    m_link = linkOf(row->record);
    const auto title = titleOf(row->record);
    m_title->setText(title.isEmpty()    ? m_link
                     : m_link.isEmpty() ? title
                                        : QStringLiteral("%1 \u00b7 %2").arg(title, m_link));
}

void EvidenceView::open(int row) {
    const auto* chosen = m_rows->rowAt(row);
    if (!chosen) return;
    const auto place = recordOf(*chosen);
    if (!place) return emit said(tr("No record of it is known"));
    const auto shown = shownPlace(*chosen, *place);
    const auto page = pageOf(shown.kind);
    if (page.isEmpty()) return emit said(tr("No page shows it; o opens the system's own"));
    emit pageWanted(page, queryOf(shown));
}

void EvidenceView::fillCorrections(const EvidenceRow& row) {
    m_corrections->clear();
    for (const auto& correction : correctionsOf(row))
        connect(m_corrections->addAction(sayCorrection(correction)), &QAction::triggered, this,
                [this, correction] { copy(correction); });
    m_correct->setEnabled(!m_corrections->isEmpty());
    m_correct->setToolTip(m_corrections->isEmpty()
                              ? tr("Incidents and deployments can be corrected, and nothing else")
                              : tr("Lines for the file that dora.overlay names"));
}

void EvidenceView::copy(const SuggestedCorrection& correction) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(correction.lines));
    const auto file = plainLine(m_context.dora.now().overlay);
    emit said(file.isEmpty() ? tr("Copied. Name a file under dora: overlay: and paste the lines there")
                             : tr("Copied. Paste the lines into %1").arg(file));
}

} // namespace shipglass
