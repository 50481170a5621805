// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dora/desk.h"

class QWidget;

namespace shipglass {

/// Takes the figures along as a file that a person names. Nothing is packed or written on the thread of the
/// window.
class DoraSaving : public QObject {
    Q_OBJECT

public:
    /// `figures` is what a picture shows; all of these outlive this, which is its child.
    DoraSaving(HistoryAccess& history, DoraDesk& desk, QWidget* figures);

    void askForPicture();
    void askForFile(DoraFile what);
    void savePicture(const QString& path);
    void saveFile(DoraFile what, const QString& path);

signals:
    /// It is written, or why it is not.
    void said(const QString& text);

private:
    void ask(const QString& filter, const QString& name, std::function<void(QString)> then);
    void say(const QString& path, const QString& problem);

    HistoryAccess& m_history;
    DoraDesk& m_desk;
    QWidget* m_figures;
};

} // namespace shipglass
