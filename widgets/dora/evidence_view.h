// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/evidence_reading.h"
#include "models/dora/findings.h"
#include "models/dora/suggestions.h"
#include "widgets/page.h"

class QLabel;
class QMenu;
class QPushButton;

namespace shipglass {

class EvidenceTable;
class LineLabel;
class ListTable;

/// The rows behind a figure, and what can be done with one: open its record, see the vendor's page, copy the
/// lines that would correct it.
class EvidenceView : public QWidget {
    Q_OBJECT

public:
    EvidenceView(const PageContext& context, QWidget* parent = nullptr);

    void setAsOf(std::optional<Time> asOf) { m_asOf = asOf; }
    /// `shown` says what the rows are narrowed to.
    void show(const KeyEvidence& evidence, const DoraFindings& findings, const EvidenceWish& shown);
    /// The vendor's page of the chosen row; empty as long as none is known.
    QString link() const { return m_link; }

signals:
    /// Of all that the rows are narrowed to, this is left.
    void widened(const EvidenceWish& shown);
    void pageWanted(const QString& name, const QString& query);
    void said(const QString& text);

private:
    void build();
    void connectParts();
    void showChip(QPushButton* chip, bool isNarrowed, const QString& text);
    void choose(int row);
    void open(int row);
    void take(const Result<Row>& row);
    void fillCorrections(const EvidenceRow& row);
    void copy(const SuggestedCorrection& correction);

    PageContext m_context;
    std::optional<Time> m_asOf;
    EvidenceWish m_shown;
    LatestAsk m_ask;
    QString m_link;
    EvidenceTable* m_rows;
    // Made in the order in which Tab goes through them.
    QLabel* m_count;
    QPushButton *m_bucketChip, *m_spanChip;
    ListTable* m_list;
    LineLabel* m_title;
    QPushButton *m_open, *m_correct;
    QMenu* m_corrections;
};

} // namespace shipglass
