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
    void show(const KeyEvidence& evidence, const DoraFindings& findings, bool narrowed);
    /// The vendor's page of the chosen row; empty as long as none is known.
    QString link() const { return m_link; }

signals:
    /// Back to the rows of the whole window.
    void widened();
    void pageWanted(const QString& name, const QString& query);
    void said(const QString& text);

private:
    void build();
    void connectParts();
    void choose(int row);
    void open(int row);
    void take(const Result<Row>& row);
    void fillCorrections(const EvidenceRow& row);
    void copy(const SuggestedCorrection& correction);
    const EvidenceRow* chosenRow() const;

    PageContext m_context;
    std::optional<Time> m_asOf;
    LatestAsk m_ask;
    QString m_link;
    EvidenceTable* m_rows;
    // Made in the order in which Tab goes through them.
    QLabel* m_count;
    QPushButton* m_chip;
    ListTable* m_list;
    LineLabel* m_title;
    QPushButton *m_open, *m_correct;
    QMenu* m_corrections;
};

} // namespace shipglass
