// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/deployment_reading.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QModelIndex;

namespace shipglass {

class NotedPart;
class EnvironmentMatrixTable;
class EnvironmentMatrixView;
class TimeStyle;

/// Which version is in which environment, what the way of versions is, and whether all environments are shown
/// where there are many: a choice that holds until the window is closed.
class EnvironmentsPanel : public QWidget {
    Q_OBJECT

public:
    EnvironmentsPanel(const TimeStyle& times, QWidget* parent = nullptr);

    void show(const deployment_reading::Found& found);
    /// Draws the ages anew.
    void tick();
    /// False while there is no matrix to go through.
    bool focusMain();

signals:
    void chosen(const shipglass::DeploymentRow& deployment);
    void opened(const shipglass::DeploymentRow& deployment);

private:
    void build();
    void connectParts(const TimeStyle& times);
    void change(const std::function<void()>& change);
    void tell();
    QString note() const;

    EnvironmentMatrixTable* m_table;
    QCheckBox* m_all;
    EnvironmentMatrixView* m_view;
    NotedPart* m_part;
    bool m_isCapped = false; ///< There may be deployments that nothing was told of.
};

} // namespace shipglass
