// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/desk.h"
#include "widgets/dora/folded_grid.h"

class QComboBox;
class QDateEdit;
class QMenu;
class QPushButton;

namespace shipglass {

/// What a person asks of the page: period, buckets, scope, dialect, what to hold it against; and how to take
/// the answer along.
class DoraHead : public FoldedGrid {
    Q_OBJECT

public:
    explicit DoraHead(QWidget* parent = nullptr);

    /// Whose figures can be asked for; whoever is asked for stays chosen.
    void offer(const std::vector<std::string>& services, const std::vector<std::string>& teams);
    /// Where a custom period begins when it is chosen.
    void setWindow(dora::Window window, const dora::Calendar& calendar);
    const DoraWish& wish() const { return m_wish; }

signals:
    void wished(const shipglass::DoraWish& wish);
    void pictureWanted();
    void fileWanted(shipglass::DoraFile what);

private:
    QComboBox* box(const QString& name, const QString& accessibleName);
    QDateEdit* date(const QString& name, const QString& accessibleName);
    void build();
    void buildExport();
    void read();

    DoraWish m_wish;
    QComboBox* m_period;
    QDateEdit *m_from, *m_to;
    QComboBox *m_buckets, *m_whose, *m_dialect, *m_against;
    QPushButton* m_export;
};

} // namespace shipglass

Q_DECLARE_METATYPE(shipglass::DoraWish)
